using System.Globalization;
using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Invitations;

/// <summary>The gates that only look at how the account stands to its limits. Pure.</summary>
internal static class LimitGates
{
    /// <summary>When somebody should ask again after what only an answer of people can change.</summary>
    private static readonly TimeSpan PendingAskAgain = TimeSpan.FromDays(1);

    private const string BreakerDetail = "breaker";

    /// <summary>Whether the platform wants quiet from the account.</summary>
    public static GateResult PlatformPause(Standing standing, bool hasNote, DateTimeOffset now) =>
        OfCooldown(Gate.PlatformPause, standing.CooldownAt(CooldownKind.Account, now), standing, now, hasNote);

    public static GateResult Breaker(Breaker? breaker) => breaker switch
    {
        null => new(Gate.Breaker, GateVerdict.Open),
        { OpenedAt: null } => new(Gate.Breaker, GateVerdict.Open, Invariant($"{breaker.Answers} of kind \"{breaker.Kind}\"")),
        { OpenedAt: { } since } => new(
            Gate.Breaker, GateVerdict.Closed, Invariant($"{breaker.Answers} of kind \"{breaker.Kind}\""),
            new Refusal(
                Reason.UpstreamChanged,
                "The platform answered in a shape this gateway does not know, several times in a row; the account's invitations are stopped until the operator clears it.")
            {
                Details = new Dictionary<string, string> { [BreakerDetail] = "open", ["kind"] = breaker.Kind, ["since"] = Text(since) },
            }),
    };

    /// <summary>Whether a refusal comes from an open breaker, and not from an answer to the wish itself.</summary>
    public static bool IsOfBreaker(Refusal refusal) => refusal.Details?.ContainsKey(BreakerDetail) == true;

    /// <summary>The budgets and pauses that decide whether an invitation may leave now, in order.</summary>
    public static List<GateResult> OfSending(Standing standing, bool hasNote, NotePolicy notePolicy, DateTimeOffset now)
    {
        var goesWithNote = hasNote && (notePolicy != NotePolicy.Drop || !IsNoteClosed(standing, now));
        List<GateResult> gates =
        [
            OfCooldown(Gate.InvitationPause, standing.CooldownAt(CooldownKind.Invitations, now), standing, now, goesWithNote),
        ];
        gates.Add(OfBudget(Gate.Pending, BudgetKind.Pending, Reason.PendingLimit, standing, goesWithNote, now));
        gates.Add(OfBudget(Gate.Week, BudgetKind.Week, Reason.WeeklyLimit, standing, goesWithNote, now));
        gates.Add(OfBudget(Gate.Day, BudgetKind.Day, Reason.DailyLimit, standing, goesWithNote, now));
        gates.Add(OfNotes(standing, hasNote, notePolicy, now));
        gates.Add(OfHours(standing, goesWithNote, now));
        gates.Add(OfGap(standing, goesWithNote, now));
        return gates;
    }

    /// <summary>Whether a note would be refused now, by our budget or by the platform's pause.</summary>
    public static bool IsNoteClosed(Standing standing, DateTimeOffset now) =>
        standing.CooldownAt(CooldownKind.Notes, now) is not null
        || (standing.Policy.IsEnabled && Budgets.Of(BudgetKind.Notes, standing.Policy, standing.History, now).Remaining == 0);

    private static GateResult OfBudget(
        Gate gate, BudgetKind kind, Reason reason, Standing standing, bool goesWithNote, DateTimeOffset now)
    {
        if (!standing.Policy.IsEnabled) return new(gate, GateVerdict.Open, "off");
        var budget = Budgets.Of(kind, standing.Policy, standing.History, now);
        var value = Invariant($"{budget.Used} of {budget.Limit}");
        if (budget.Remaining > 0) return new(gate, GateVerdict.Open, value);
        var opens = Budgets.OpensAt(kind, standing.Policy, standing.History, now) ?? now + PendingAskAgain;
        return Closed(gate, value, Spell(reason, budget), opens, standing, goesWithNote, now);
    }

    private static GateResult OfNotes(Standing standing, bool hasNote, NotePolicy notePolicy, DateTimeOffset now)
    {
        if (!hasNote) return new(Gate.Notes, GateVerdict.NotNeeded);
        var value = standing.Policy.IsEnabled ? NotesUsed(standing, now) : "off";
        if (!IsNoteClosed(standing, now)) return new(Gate.Notes, GateVerdict.Open, value);
        if (notePolicy == NotePolicy.Drop) return new(Gate.Notes, GateVerdict.Open, $"{value}; the note is dropped");
        var opens = standing.CooldownAt(CooldownKind.Notes, now)?.Until ?? now;
        if (standing.Policy.IsEnabled)
            opens = Budgets.OpensAt(BudgetKind.Notes, standing.Policy, standing.History, opens) ?? now + SendHistory.NoteWindow;
        return Closed(Gate.Notes, value, Reasons.Of(Reason.NoteQuota).Meaning, opens, standing, goesWithNote: true, now, Reason.NoteQuota);
    }

    private static GateResult OfHours(Standing standing, bool goesWithNote, DateTimeOffset now)
    {
        var policy = standing.Policy;
        if (!policy.IsEnabled) return new(Gate.WorkingHours, GateVerdict.Open, "off");
        if (policy.Hours is not { } hours) return new(Gate.WorkingHours, GateVerdict.Open);
        var value = $"{hours} {policy.Zone.Id}";
        var opens = Budgets.HoursOpenAt(policy, now);
        return opens <= now
            ? new(Gate.WorkingHours, GateVerdict.Open, value)
            : Closed(
                Gate.WorkingHours, value, $"It is outside the account's working hours ({value}).", opens, standing, goesWithNote, now,
                Reason.OutsideWorkingHours);
    }

    private static GateResult OfGap(Standing standing, bool goesWithNote, DateTimeOffset now)
    {
        if (!standing.Policy.IsEnabled) return new(Gate.Gap, GateVerdict.Open, "off");
        var value = Invariant($"{standing.Policy.Gap.TotalSeconds} s");
        var opens = Budgets.GapEndsAt(standing.Policy, standing.History, now);
        return opens <= now
            ? new(Gate.Gap, GateVerdict.Open, value)
            : Closed(Gate.Gap, value, Reasons.Of(Reason.Pacing).Meaning, opens, standing, goesWithNote, now, Reason.Pacing);
    }

    private static GateResult OfCooldown(Gate gate, Cooldown? cooldown, Standing standing, DateTimeOffset now, bool hasNote) =>
        cooldown is null
            ? new(gate, GateVerdict.Open)
            : Closed(
                gate, $"closed by the platform since {Text(cooldown.Since)}", Reasons.Of(cooldown.Reason).Meaning, cooldown.Until, standing,
                hasNote, now, cooldown.Reason);

    private static GateResult Closed(
        Gate gate, string value, string message, DateTimeOffset opens, Standing standing, bool goesWithNote, DateTimeOffset now,
        Reason? reason = null) => new(
        gate, GateVerdict.Closed, value,
        // The caller hears when the whole wish can go, not when this gate alone opens: that would send it from one refusal to the next.
        new Refusal(reason ?? ReasonOf(gate), message) { RetryAt = RetryAt(standing, opens, goesWithNote, now) },
        WholeSecond(opens));

    private static DateTimeOffset RetryAt(Standing standing, DateTimeOffset opens, bool goesWithNote, DateTimeOffset now)
    {
        var retry = WholeSecond(Later(standing.NextSlot(now, goesWithNote), opens, now));
        // In the last second of the working hours, rounding up leaves them.
        return standing.NextSlot(retry, goesWithNote) is { } slot && slot > retry ? WholeSecond(slot) : retry;
    }

    private static DateTimeOffset Later(DateTimeOffset? slot, DateTimeOffset opens, DateTimeOffset now) =>
        slot is null ? (opens > now + PendingAskAgain ? opens : now + PendingAskAgain)
        : slot.Value > opens ? slot.Value : opens;

    private static Reason ReasonOf(Gate gate) => gate switch
    {
        Gate.Pending => Reason.PendingLimit,
        Gate.Week => Reason.WeeklyLimit,
        Gate.Day => Reason.DailyLimit,
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, "The gate is no budget."),
    };

    private static string Spell(Reason reason, Budget budget) =>
        $"{Reasons.Of(reason).Meaning[..^1]}: {budget.Used.ToString(CultureInfo.InvariantCulture)} of {budget.Limit.ToString(CultureInfo.InvariantCulture)}.";

    private static string NotesUsed(Standing standing, DateTimeOffset now)
    {
        var budget = Budgets.Of(BudgetKind.Notes, standing.Policy, standing.History, now);
        return Invariant($"{budget.Used} of {budget.Limit}");
    }

    /// <summary>Rounded up, because the contract writes whole seconds and whoever comes a moment early is refused again.</summary>
    private static DateTimeOffset WholeSecond(DateTimeOffset instant) =>
        instant.Ticks % TimeSpan.TicksPerSecond is 0 ? instant : instant.AddTicks(TimeSpan.TicksPerSecond - (instant.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>An instant as the contract writes it.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
