using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>What happens to a wish with a note while the account may send none.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotePolicy>))]
public enum NotePolicy
{
    /// <summary>It is refused, and the refusal says until when; one that is queued waits.</summary>
    [JsonStringEnumMemberName("require")]
    Require,

    /// <summary>It is sent without the note; the answer says so in the header <c>Overture-Note: dropped</c>.</summary>
    [JsonStringEnumMemberName("drop")]
    Drop,

    /// <summary>It waits in the account's queue until a note may be sent.</summary>
    [JsonStringEnumMemberName("wait")]
    Wait,
}

/// <summary>
/// Limits of an account's own, within the bounds that the operator has set. What is absent follows the deployment. Parameters of
/// <c>set_limits</c>, which replaces them all.
/// </summary>
public sealed record AccountLimits
{
    /// <summary>
    /// True: the account rests. What would be sent or asked of the platform is refused with <c>account_paused</c>; its queue waits, and may be
    /// filled meanwhile.
    /// </summary>
    public bool? Paused { get; init; }

    /// <summary>Invitations on one day of the account's time zone; at least 1.</summary>
    public int? PerDay { get; init; }

    /// <summary>Invitations in any seven days; at least 1.</summary>
    public int? PerWeek { get; init; }

    /// <summary>Invitations with a note in any thirty days.</summary>
    public int? Notes { get; init; }

    /// <summary>Invitations pending at a time; at least 1.</summary>
    public int? Pending { get; init; }

    /// <summary>Least seconds between two sends; no shorter than the deployment's.</summary>
    public int? GapSeconds { get; init; }

    /// <summary>When invitations may leave, such as <c>Mon-Fri 09:00-18:00</c>, by the clocks of <c>time_zone</c>.</summary>
    public string? WorkingHours { get; init; }

    /// <summary>IANA name of the account's time zone, such as <c>Europe/Paris</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Days after the connection for which the daily budget grows to its whole; no fewer than the deployment's.</summary>
    public int? WarmUpDays { get; init; }
}

/// <summary>Answer of <c>limits</c> and <c>set_limits</c>: what the account may do at this moment.</summary>
public sealed record LimitsData
{
    /// <summary>False when the operator has switched the budgets off for a load test.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The budgets, in the order in which they are looked at.</summary>
    public required IReadOnlyList<BudgetItem> Budgets { get; init; }

    /// <summary>Least seconds between two sends.</summary>
    public required int GapSeconds { get; init; }

    /// <summary>When invitations may leave; absent when at any hour.</summary>
    public string? WorkingHours { get; init; }

    /// <summary>The time zone of day and working hours.</summary>
    public required string TimeZone { get; init; }

    /// <summary>While the account warms up: the first day on which its daily budget is whole.</summary>
    public DateOnly? WarmUpUntil { get; init; }

    /// <summary>Longest note in UTF-16 code units.</summary>
    public required int NoteLength { get; init; }

    /// <summary>What the platform has closed for a while.</summary>
    public required IReadOnlyList<CooldownItem> Cooldowns { get; init; }

    /// <summary>Present while answers of an unknown shape come in a row.</summary>
    public BreakerItem? Breaker { get; init; }

    /// <summary>When an invitation without a note could leave; absent when waiting alone does not help.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? NextSlotAt { get; init; }

    /// <summary>When one with a note could.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? NextNoteAt { get; init; }

    /// <summary>How many wishes wait in the account's queue.</summary>
    public required int Queued { get; init; }

    /// <summary>The limits of its own that were set for the account; absent when it has none.</summary>
    public AccountLimits? Own { get; init; }
}

/// <summary>One budget.</summary>
public sealed record BudgetItem
{
    /// <summary><c>pending</c>, <c>week</c>, <c>day</c> or <c>notes</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How many there may be.</summary>
    public required int Limit { get; init; }

    /// <summary>How many there are.</summary>
    public required int Used { get; init; }

    /// <summary>How many more there may be.</summary>
    public required int Remaining { get; init; }

    /// <summary>When <c>used</c> falls next; absent where time alone does not change it.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? ResetAt { get; init; }
}

/// <summary>Something that the platform has closed to the account for a while.</summary>
public sealed record CooldownItem
{
    /// <summary><c>notes</c>, <c>invitations</c> or <c>account</c>.</summary>
    public required string Closes { get; init; }

    /// <summary>The reason with which it refuses; null for one newer than this client.</summary>
    public required Reason? Reason { get; init; }

    /// <summary>Since when.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Until when.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset Until { get; init; }
}

/// <summary>How near the account is to being stopped for answers of an unknown shape, or that it is.</summary>
public sealed record BreakerItem
{
    /// <summary>Whether invitations are stopped until the operator clears it.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>Answers of this kind in a row.</summary>
    public required int Answers { get; init; }

    /// <summary>Which call, which status, which code.</summary>
    public required string Kind { get; init; }
}

/// <summary>Answer of an <c>invite</c> with <c>dry_run</c>: what every rule makes of the wish. Nothing was sent or charged.</summary>
public sealed record DryRunData
{
    /// <summary>Whether the same request without <c>dry_run</c> would send an invitation now.</summary>
    public required bool WouldSend { get; init; }

    /// <summary>What it would cost; 0 when nothing would be sent.</summary>
    public required int Price { get; init; }

    /// <summary>Every rule, in the order in which they decide. The first closed one is the refusal that the real call would get.</summary>
    public required IReadOnlyList<GateItem> Gates { get; init; }
}

/// <summary>One rule and its verdict.</summary>
public sealed record GateItem
{
    /// <summary>Its name, such as <c>day</c>.</summary>
    public required string Gate { get; init; }

    /// <summary>
    /// <c>open</c>; <c>closed</c>; <c>not_needed</c> when nothing has to be sent; <c>not_checked</c> when an earlier gate hides what it would
    /// look at.
    /// </summary>
    public required string Verdict { get; init; }

    /// <summary>What it looked at, such as <c>3 of 20</c>; absent when it looked at nothing.</summary>
    public string? Value { get; init; }

    /// <summary>Why it is closed.</summary>
    public Reason? Reason { get; init; }

    /// <summary>When it opens, looked at alone.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? RetryAt { get; init; }
}
