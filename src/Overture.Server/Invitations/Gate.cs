using Overture.Server.Http;

namespace Overture.Server.Invitations;

/// <summary>The rules a wish passes before anything leaves, in the order in which they decide.</summary>
internal enum Gate
{
    Account,
    NoteLength,
    Credits,
    PlatformPause,
    Breaker,
    Person,
    Relationship,
    DoNotContact,
    Claim,
    InvitationPause,
    Pending,
    Week,
    Day,
    Notes,
    WorkingHours,
    Gap,
}

/// <summary>What a gate makes of a wish.</summary>
internal enum GateVerdict
{
    Open,
    Closed,

    /// <summary>Nothing has to be sent, so it does not matter.</summary>
    NotNeeded,

    /// <summary>An earlier gate hides what it would look at.</summary>
    NotChecked,
}

/// <summary>One gate's verdict.</summary>
/// <param name="Gate">Which.</param>
/// <param name="Verdict">What it says.</param>
/// <param name="Value">What it looked at, for people.</param>
/// <param name="Refusal">Why it is closed.</param>
/// <param name="OpensAt">When it opens, looked at alone.</param>
internal sealed record GateResult(
    Gate Gate, GateVerdict Verdict, string? Value = null, Refusal? Refusal = null, DateTimeOffset? OpensAt = null);
