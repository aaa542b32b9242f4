namespace Overture.Sandbox.Network;

/// <summary>Where an invitation stands. The numbers are stored in sandbox.db.</summary>
internal enum InvitationState
{
    Pending = 0,
    Accepted = 1,
    Ignored = 2,
    Withdrawn = 3,
}
