namespace Overture.Server.Invitations;

/// <summary>
/// Where an invitation stands. <c>sending → pending | refused | not_sent | unknown</c>, <c>unknown → pending | accepted
/// | not_sent</c>, <c>pending → accepted | withdrawn | declined_or_expired</c>. The numbers are stored.
/// </summary>
internal enum InvitationState
{
    /// <summary>The intent is durable; whether anything has left is not known.</summary>
    Sending = 0,

    /// <summary>It left, no usable answer came back, and the re-read has not resolved it yet.</summary>
    Unknown = 1,

    /// <summary>The platform has it and named it.</summary>
    Pending = 2,

    /// <summary>Seen connected: positive evidence only.</summary>
    Accepted = 3,

    Withdrawn = 4,

    /// <summary>Gone from the platform without evidence of what became of it.</summary>
    DeclinedOrExpired = 5,

    /// <summary>The platform said no.</summary>
    Refused = 6,

    /// <summary>Nothing reached the platform.</summary>
    NotSent = 7,
}

/// <summary>What a state means. The same facts as conditions of SQL stand beside them.</summary>
internal static class InvitationStates
{
    /// <summary>No outcome yet.</summary>
    public const string IsUnresolvedSql = "state IN (0, 1)";

    /// <summary>The platform does not have it and never had.</summary>
    public const string NeverSentSql = "state IN (6, 7)";

    /// <summary>The states in which the platform never had it, for queries.</summary>
    public static readonly InvitationState[] NeverSent = [InvitationState.Refused, InvitationState.NotSent];

    /// <summary>The person must not be invited again by the same account; a unique index holds it.</summary>
    public static bool IsLive(this InvitationState state) =>
        state is InvitationState.Sending or InvitationState.Unknown or InvitationState.Pending;

    /// <summary>The platform has it, or had it.</summary>
    public static bool IsSent(this InvitationState state) => state switch
    {
        InvitationState.Pending or InvitationState.Accepted or InvitationState.Withdrawn
            or InvitationState.DeclinedOrExpired => true,
        InvitationState.Sending or InvitationState.Unknown or InvitationState.Refused
            or InvitationState.NotSent => false,
    };
}
