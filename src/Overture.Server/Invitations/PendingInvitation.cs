namespace Overture.Server.Invitations;

/// <summary>A pending invitation that is to be polled.</summary>
/// <param name="PersonId">The invited person.</param>
/// <param name="InvitationId">Our id; null when it was sent by hand.</param>
/// <param name="Number">The platform's number, of one that was sent by hand.</param>
/// <param name="PolledAt">When it was sent or polled last.</param>
internal sealed record PendingInvitation(string PersonId, long? InvitationId, long? Number, DateTimeOffset PolledAt);
