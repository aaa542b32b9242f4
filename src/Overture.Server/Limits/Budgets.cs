namespace Overture.Server.Limits;

/// <summary>
/// The rules: what a history leaves of a policy's budgets at an instant, and when there will be room. Pure functions;
/// nothing here knows a clock, a database or an account.
/// </summary>
internal static class Budgets
{
    // Each round passes at least one gate for good, and there are five; a zone with strange clocks may need a few more.
    private const int MostRounds = 32;

    public static Budget Of(
        BudgetKind kind, LimitsPolicy policy, SendHistory history, DateTimeOffset now) => kind switch
        {
            BudgetKind.Pending => new(kind, policy.Pending, history.Pending, null),
            BudgetKind.Week => Rolling(kind, policy.PerWeek, history.Sent, SendHistory.Week, now),
            BudgetKind.Day => OfDay(policy, history, now),
            BudgetKind.Notes => Rolling(kind, policy.Notes, history.Notes, SendHistory.NoteWindow, now),
        };

    /// <summary>
    /// The first instant, not before <paramref name="from"/>, at which a budget has room if nothing is sent meanwhile;
    /// null when time alone does not make any.
    /// </summary>
    public static DateTimeOffset? OpensAt(
        BudgetKind kind, LimitsPolicy policy, SendHistory history, DateTimeOffset from)
    {
        if (Of(kind, policy, history, from).Remaining > 0) return from;
        return kind switch
        {
            BudgetKind.Pending => null,
            BudgetKind.Week => Reopens(policy.PerWeek, history.Sent, SendHistory.Week),
            BudgetKind.Day => EndOfDay(policy, from),
            BudgetKind.Notes => policy.Notes == 0 ? null : Reopens(policy.Notes, history.Notes, SendHistory.NoteWindow),
        };
    }

    /// <summary>When the gap after the last send is over.</summary>
    public static DateTimeOffset GapEndsAt(LimitsPolicy policy, SendHistory history, DateTimeOffset from) =>
        history.LastAttempt is { } last && last + policy.Gap > from ? last + policy.Gap : from;

    public static DateTimeOffset HoursOpenAt(LimitsPolicy policy, DateTimeOffset from) =>
        policy.Hours is { } hours ? hours.OpensAt(from, policy.Zone) : from;

    /// <summary>
    /// The first instant, not before <paramref name="from"/>, at which everything has room at once if nothing is sent
    /// meanwhile. Null when time alone does not bring one.
    /// </summary>
    public static DateTimeOffset? NextSlot(LimitsPolicy policy, SendHistory history, DateTimeOffset from, bool hasNote)
    {
        if (OpensAt(BudgetKind.Pending, policy, history, from) is null) return null;
        return NextSlotLeavingPendingAside(policy, history, from, hasNote);
    }

    /// <summary>The same for a plan over weeks, in which it is not known how many will be answered.</summary>
    public static DateTimeOffset? NextSlotLeavingPendingAside(
        LimitsPolicy policy, SendHistory history, DateTimeOffset from, bool hasNote)
    {
        var slot = from;
        for (var round = 0; round < MostRounds; round++)
        {
            var before = slot;
            foreach (var kind in (ReadOnlySpan<BudgetKind>)[BudgetKind.Week, BudgetKind.Day, BudgetKind.Notes])
            {
                if (kind == BudgetKind.Notes && !hasNote) continue;
                if (OpensAt(kind, policy, history, slot) is not { } opens) return null;
                slot = opens;
            }

            slot = HoursOpenAt(policy, GapEndsAt(policy, history, slot));
            if (slot == before) return slot;
        }

        return slot;
    }

    /// <summary>
    /// How far apart queued invitations are sent, so that they are spread over the working hours instead of leaving all
    /// at once when a budget opens: the working time of a day over what a day may carry, by the day's budget or by an
    /// even share of the week's.
    /// </summary>
    public static TimeSpan EvenPause(LimitsPolicy policy, DateTimeOffset now)
    {
        if (!policy.IsEnabled) return TimeSpan.Zero;
        var length = policy.Hours?.Length ?? TimeSpan.FromDays(1);
        // Whole numbers: 45 minutes over 27/5 a day are 500 s, and in binary fractions sometimes a little less.
        var ofDay = length.Ticks / policy.DayLimitAt(now);
        var ofWeek = length.Ticks * (policy.Hours?.DaysPerWeek ?? 7) / policy.PerWeek;
        // Whole seconds, rounded down: the last of a day must not fall behind its end by a rounding.
        return TimeSpan.FromSeconds(Math.Max(ofDay, ofWeek) / TimeSpan.TicksPerSecond);
    }

    private static Budget OfDay(LimitsPolicy policy, SendHistory history, DateTimeOffset now)
    {
        var start = LocalTime.StartOf(LocalTime.DateOf(now, policy.Zone), policy.Zone);
        var used = history.Sent.Count - SendHistory.CountUntil(history.Sent, start.AddTicks(-1));
        return new(BudgetKind.Day, policy.DayLimitAt(now), used, EndOfDay(policy, now));
    }

    private static DateTimeOffset EndOfDay(LimitsPolicy policy, DateTimeOffset now) =>
        LocalTime.StartOf(LocalTime.DateOf(now, policy.Zone).AddDays(1), policy.Zone);

    /// <summary>What lies exactly one window back counts no more.</summary>
    private static Budget Rolling(
        BudgetKind kind, int limit, IReadOnlyList<DateTimeOffset> instants, TimeSpan window, DateTimeOffset now)
    {
        var old = SendHistory.CountUntil(instants, now - window);
        return new(kind, limit, instants.Count - old, old < instants.Count ? instants[old] + window : null);
    }

    /// <summary>When so many have left the window that there is room for one more.</summary>
    private static DateTimeOffset Reopens(int limit, IReadOnlyList<DateTimeOffset> instants, TimeSpan window) =>
        instants[instants.Count - limit] + window;
}
