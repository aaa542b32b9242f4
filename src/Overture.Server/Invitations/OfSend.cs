namespace Overture.Server.Invitations;

/// <summary>What the turn that sent an invitation knows and its row does not say.</summary>
/// <param name="DropsNote">It went without the note that was asked for.</param>
/// <param name="Attempts">How often its operation was tried, this time included; 0 when it has none.</param>
/// <param name="OverriddenClaim">The teammate's claim that it went out against.</param>
internal readonly record struct OfSend(bool DropsNote, int Attempts, Claim? OverriddenClaim);
