using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <content>Names of the actions about an account's limits.</content>
public static partial class ActionNames
{
    /// <summary>Reads the account's limits.</summary>
    public const string Limits = "limits";

    /// <summary>Replaces the account's own limits.</summary>
    public const string SetLimits = "set_limits";
}

/// <summary>The actions about an account's limits.</summary>
public static class LimitActions
{
    /// <summary>Reads the account's limits.</summary>
    public static readonly ActionDescriptor<NoParams, LimitsData> Limits = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.Limits,
        Kind = ActionKind.Read,
        IsUrgent = true,
        Summary = "Read the account's limits and how much of them is used.",
        Description = "The call does not wait for the account's other calls.",
        Reasons = [],
        Answers = [new(200, typeof(LimitsData), "The limits were read.")],
    };

    /// <summary>Replaces the account's own limits.</summary>
    public static readonly ActionDescriptor<AccountLimits, LimitsData> SetLimits = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.SetLimits,
        Kind = ActionKind.Write,
        IsUrgent = true,
        Summary = "Replace the account's own limits.",
        Description =
            """
            The call replaces all of the account's own limits. A limit that the call leaves out follows the deployment.
            The operator sets the bounds. `paused: true` stops the account; its queue waits. The call does not wait for
            the account's other calls: once it has answered, only an invitation that was already on its way can still
            leave.
            """,
        Reasons = [],
        Answers = [new(200, typeof(LimitsData), "The limits are in force.")],
    };

    /// <summary>Every action of this class.</summary>
    public static IReadOnlyList<ActionDescriptor> All { get; } = [Limits, SetLimits];
}

/// <summary>
/// An account's own limits, within the bounds that the operator sets. A null limit follows the deployment. These are
/// the parameters of <c>set_limits</c>, which replaces all of them.
/// </summary>
public sealed record AccountLimits
{
    /// <summary>
    /// True pauses the account. The gateway refuses every call that needs the platform with <c>account_paused</c>. The
    /// queue waits, but accepts new operations.
    /// </summary>
    public bool? Paused { get; init; }

    /// <summary>Invitations per day of the account's time zone; at least 1.</summary>
    [Range(-ParamBounds.MaxNumber, ParamBounds.MaxNumber)]
    public int? PerDay { get; init; }

    /// <summary>Invitations in any seven days; at least 1.</summary>
    [Range(-ParamBounds.MaxNumber, ParamBounds.MaxNumber)]
    public int? PerWeek { get; init; }

    /// <summary>Invitations with a note in any thirty days.</summary>
    [Range(-ParamBounds.MaxNumber, ParamBounds.MaxNumber)]
    public int? Notes { get; init; }

    /// <summary>Pending invitations at a time; at least 1.</summary>
    [Range(-ParamBounds.MaxNumber, ParamBounds.MaxNumber)]
    public int? Pending { get; init; }

    /// <summary>Minimum seconds between two invitations; at least the deployment's value.</summary>
    [Range(-ParamBounds.MaxNumber, ParamBounds.MaxNumber)]
    public int? GapSeconds { get; init; }

    /// <summary>When invitations can be sent, such as <c>Mon-Fri 09:00-18:00</c>, in <c>time_zone</c>.</summary>
    [StringLength(ParamBounds.WordLength)]
    public string? WorkingHours { get; init; }

    /// <summary>IANA name of the account's time zone, such as <c>Europe/Paris</c>.</summary>
    [StringLength(ParamBounds.WordLength)]
    public string? TimeZone { get; init; }

    /// <summary>
    /// Days after the connection in which the daily budget grows to its full size; at least the deployment's value.
    /// </summary>
    [Range(-ParamBounds.MaxNumber, ParamBounds.MaxNumber)]
    public int? WarmUpDays { get; init; }
}

/// <summary>Answer of <c>limits</c> and <c>set_limits</c>: the account's limits now.</summary>
public sealed record LimitsData
{
    /// <summary>False if the operator has switched the budgets off for a load test.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The budgets, in the order in which they decide.</summary>
    public required IReadOnlyList<BudgetItem> Budgets { get; init; }

    /// <summary>Minimum seconds between two invitations.</summary>
    public required int GapSeconds { get; init; }

    /// <summary>When invitations can be sent; absent if at any hour.</summary>
    public string? WorkingHours { get; init; }

    /// <summary>The time zone of the daily budget and of the working hours.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The first day with the full daily budget; absent if the account does not warm up.</summary>
    public DateOnly? WarmUpUntil { get; init; }

    /// <summary>The maximum length of a note in UTF-16 code units.</summary>
    public required int NoteLength { get; init; }

    /// <summary>What the platform has closed for a while.</summary>
    public required IReadOnlyList<CooldownItem> Cooldowns { get; init; }

    /// <summary>The breaker; absent while the platform's answers are understood.</summary>
    public BreakerItem? Breaker { get; init; }

    /// <summary>
    /// When the account can send an invitation without a note (UTC); absent if time alone does not help.
    /// </summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? NextSlotAt { get; init; }

    /// <summary>When the account can send one with a note (UTC); absent if time alone does not help.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? NextNoteAt { get; init; }

    /// <summary>The number of operations that wait in the account's queue.</summary>
    public required int Queued { get; init; }

    /// <summary>The account's own limits; absent if it has none.</summary>
    public AccountLimits? Own { get; init; }
}

/// <summary>One budget.</summary>
public sealed record BudgetItem
{
    /// <summary>The budget.</summary>
    public required BudgetName Name { get; init; }

    /// <summary>Its size.</summary>
    public required int Limit { get; init; }

    /// <summary>How much of it is used.</summary>
    public required int Used { get; init; }

    /// <summary>How much of it is left.</summary>
    public required int Remaining { get; init; }

    /// <summary>When <c>used</c> falls next (UTC); absent if time alone does not change it.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? ResetAt { get; init; }
}

/// <summary>What a budget counts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BudgetName>))]
public enum BudgetName
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>Invitations that are pending.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>Invitations of the last seven days.</summary>
    [JsonStringEnumMemberName("week")]
    Week,

    /// <summary>Invitations of the account's day.</summary>
    [JsonStringEnumMemberName("day")]
    Day,

    /// <summary>Invitations with a note of the last thirty days.</summary>
    [JsonStringEnumMemberName("notes")]
    Notes,

    /// <summary>Reads of the platform in this hour; absent if they are not bounded.</summary>
    [JsonStringEnumMemberName("reads")]
    Reads,
}

/// <summary>Something that the platform has closed to the account for a while.</summary>
public sealed record CooldownItem
{
    /// <summary>What is closed.</summary>
    public required CooldownTarget Closes { get; init; }

    /// <summary>The reason of the refusals; the client reads a reason newer than itself as null.</summary>
    public required Reason? Reason { get; init; }

    /// <summary>When it began (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it ends (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset Until { get; init; }
}

/// <summary>What a cooldown closes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CooldownTarget>))]
public enum CooldownTarget
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>Invitations with a note.</summary>
    [JsonStringEnumMemberName("notes")]
    Notes,

    /// <summary>All invitations.</summary>
    [JsonStringEnumMemberName("invitations")]
    Invitations,

    /// <summary>Everything that the account does on the platform.</summary>
    [JsonStringEnumMemberName("account")]
    Account,
}

/// <summary>
/// The account's breaker. It opens after several answers in a row that the gateway does not understand.
/// </summary>
public sealed record BreakerItem
{
    /// <summary>True if the breaker stops invitations until the operator clears it.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>The number of such answers in a row.</summary>
    public required int Answers { get; init; }

    /// <summary>The call, status and code of these answers.</summary>
    public required string Kind { get; init; }
}
