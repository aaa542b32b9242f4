using System.Globalization;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Limits;

/// <summary>
/// Evaluates the gates that only depend on where the account stands against its limits, for one request. Pure.
/// </summary>
/// <param name="State">Where the account stands.</param>
/// <param name="HasNote">Whether the request has a note.</param>
/// <param name="NotePolicy">What happens to the note while the account may send none.</param>
/// <param name="Now">The time.</param>
internal sealed record LimitCheck(AccountLimitState State, bool HasNote, NotePolicy NotePolicy, DateTimeOffset Now)
{
    /// <summary>The gates that decide whether an invitation may leave now, in order.</summary>
    public static readonly IReadOnlyList<GateName> Sending =
    [
        GateName.InvitationPause, GateName.Pending, GateName.Week, GateName.Day, GateName.Notes, GateName.WorkingHours,
        GateName.Gap,
    ];

    private const string BreakerDetail = "breaker";
    private const string Off = "off";

    /// <summary>When to ask again for what only the answers of people can change.</summary>
    private static readonly TimeSpan PendingAskAgain = TimeSpan.FromDays(1);

    private LimitsPolicy Policy => State.Policy;

    private SendHistory History => State.History;

    /// <summary>Whether the account may send no note now, by our budget or by the platform's pause.</summary>
    public bool IsNoteClosed =>
        State.CooldownAt(CooldownKind.Notes, Now) is not null
        || (Policy.IsEnabled && Budgets.Of(BudgetKind.Notes, Policy, History, Now).Remaining == 0);

    /// <summary>Whether the invitation would leave without the note that the request has.</summary>
    public bool DropsNote => HasNote && NotePolicy == NotePolicy.Drop && IsNoteClosed;

    private bool GoesWithNote => HasNote && !DropsNote;

    /// <summary>Whether a refusal comes from an open breaker, and not from an answer to the request itself.</summary>
    public static bool IsOfBreaker(Refusal refusal) => refusal.Details?.ContainsKey(BreakerDetail) == true;

    public GateResult Of(GateName gate) => gate switch
    {
        GateName.PlatformPause => OfCooldown(gate, CooldownKind.Account, HasNote && NotePolicy != NotePolicy.Drop),
        GateName.Breaker => OfBreaker(State.Breaker),
        GateName.InvitationPause => OfCooldown(gate, CooldownKind.Invitations, GoesWithNote),
        GateName.Pending => OfBudget(gate, BudgetKind.Pending, Reason.PendingLimit),
        GateName.Week => OfBudget(gate, BudgetKind.Week, Reason.WeeklyLimit),
        GateName.Day => OfBudget(gate, BudgetKind.Day, Reason.DailyLimit),
        GateName.Notes => OfNotes(),
        GateName.WorkingHours => OfHours(),
        GateName.Gap => OfGap(),
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, "The gate does not depend on limits."),
    };

    /// <summary>An instant as the contract writes it.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static GateResult OfBreaker(Breaker? breaker)
    {
        if (breaker is null) return new GateResult(GateName.Breaker, GateVerdict.Open);
        var value = FormattableString.Invariant($"{breaker.Answers} of kind \"{breaker.Kind}\"");
        if (breaker.OpenedAt is not { } since) return new GateResult(GateName.Breaker, GateVerdict.Open, value);
        return GateResult.Closed(
            GateName.Breaker,
            new Refusal(
                Reason.UpstreamChanged,
                "The platform answered several times in a row in a shape this gateway does not know. "
                + "The account's invitations are stopped until the operator clears its breaker.")
            {
                Details = new Dictionary<string, string>
                {
                    [BreakerDetail] = "open",
                    ["kind"] = breaker.Kind,
                    ["since"] = Text(since),
                },
            },
            value);
    }

    private GateResult OfCooldown(GateName gate, CooldownKind kind, bool hasNote) =>
        State.CooldownAt(kind, Now) is { } cooldown
            ? Closed(
                gate, $"closed by the platform since {Text(cooldown.Since)}", new Refusal(cooldown.Reason),
                cooldown.Until, hasNote)
            : new GateResult(gate, GateVerdict.Open);

    private GateResult OfBudget(GateName gate, BudgetKind kind, Reason reason)
    {
        if (!Policy.IsEnabled) return new GateResult(gate, GateVerdict.Open, Off);
        var budget = Budgets.Of(kind, Policy, History, Now);
        var value = FormattableString.Invariant($"{budget.Used} of {budget.Limit}");
        if (budget.Remaining > 0) return new GateResult(gate, GateVerdict.Open, value);
        var opens = Budgets.OpensAt(kind, Policy, History, Now) ?? Now + PendingAskAgain;
        return Closed(
            gate, value, new Refusal(reason, $"{Reasons.Of(reason).Meaning[..^1]}: {value}."), opens, GoesWithNote);
    }

    private GateResult OfNotes()
    {
        if (!HasNote) return new GateResult(GateName.Notes, GateVerdict.NotNeeded);
        var budget = Budgets.Of(BudgetKind.Notes, Policy, History, Now);
        var value = Policy.IsEnabled ? FormattableString.Invariant($"{budget.Used} of {budget.Limit}") : Off;
        if (!IsNoteClosed) return new GateResult(GateName.Notes, GateVerdict.Open, value);
        if (DropsNote) return new GateResult(GateName.Notes, GateVerdict.Open, $"{value}; the note is dropped");
        var opens = State.CooldownAt(CooldownKind.Notes, Now)?.Until ?? Now;
        if (Policy.IsEnabled)
        {
            opens = Budgets.OpensAt(BudgetKind.Notes, Policy, History, opens) ?? Now + SendHistory.NoteWindow;
        }

        return Closed(GateName.Notes, value, new Refusal(Reason.NoteQuota), opens, goesWithNote: true);
    }

    private GateResult OfHours()
    {
        if (!Policy.IsEnabled) return new GateResult(GateName.WorkingHours, GateVerdict.Open, Off);
        if (Policy.Hours is not { } hours) return new GateResult(GateName.WorkingHours, GateVerdict.Open);
        var value = $"{hours} {Policy.Zone.Id}";
        var opens = Budgets.HoursOpenAt(Policy, Now);
        var refusal = new Refusal(Reason.OutsideWorkingHours, $"It is outside the account's working hours ({value}).");
        return opens <= Now
            ? new GateResult(GateName.WorkingHours, GateVerdict.Open, value)
            : Closed(GateName.WorkingHours, value, refusal, opens, GoesWithNote);
    }

    private GateResult OfGap()
    {
        if (!Policy.IsEnabled) return new GateResult(GateName.Gap, GateVerdict.Open, Off);
        var value = FormattableString.Invariant($"{Policy.Gap.TotalSeconds} s");
        var opens = Budgets.GapEndsAt(Policy, History, Now);
        return opens <= Now
            ? new GateResult(GateName.Gap, GateVerdict.Open, value)
            : Closed(GateName.Gap, value, new Refusal(Reason.Pacing), opens, GoesWithNote);
    }

    // The caller hears when the whole request can go, not when this gate alone opens: that would send it from one
    // refusal to the next.
    private GateResult Closed(GateName gate, string value, Refusal refusal, DateTimeOffset opens, bool goesWithNote) =>
        new(gate, GateVerdict.Closed, value)
        {
            Refusal = refusal with { RetryAt = RetryAt(opens, goesWithNote) },
            OpensAt = WholeSecond(opens),
        };

    private DateTimeOffset RetryAt(DateTimeOffset opens, bool goesWithNote)
    {
        var retry = WholeSecond(Later(State.NextSlot(Now, goesWithNote), opens));
        // In the last second of the working hours, rounding up leaves them.
        return State.NextSlot(retry, goesWithNote) is { } slot && slot > retry ? WholeSecond(slot) : retry;
    }

    private DateTimeOffset Later(DateTimeOffset? slot, DateTimeOffset opens)
    {
        var other = slot ?? Now + PendingAskAgain;
        return other > opens ? other : opens;
    }

    /// <summary>
    /// Rounded up, because the contract writes whole seconds and a caller that comes a moment early is refused again.
    /// </summary>
    private static DateTimeOffset WholeSecond(DateTimeOffset instant) =>
        instant.Ticks % TimeSpan.TicksPerSecond is 0
            ? instant
            : instant.AddTicks(TimeSpan.TicksPerSecond - (instant.Ticks % TimeSpan.TicksPerSecond));
}
