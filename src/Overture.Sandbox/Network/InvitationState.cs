namespace Overture.Sandbox.Network;

/// <summary>An invitation's state. sandbox.db stores the numbers.</summary>
internal enum InvitationState
{
    Pending = 0,
    Accepted = 1,
    Ignored = 2,
    Withdrawn = 3,
}
