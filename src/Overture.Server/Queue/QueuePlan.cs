using Overture.Server.Limits;

namespace Overture.Server.Queue;

/// <summary>One that waits, as far as a plan has to know it.</summary>
/// <param name="OperationId">The operation.</param>
/// <param name="NotBefore">Not tried earlier.</param>
/// <param name="NeedsNote">Whether it waits for a note to be allowed.</param>
internal readonly record struct QueuedItem(long OperationId, DateTimeOffset NotBefore, bool NeedsNote);

/// <summary>
/// When what waits in a queue will leave, if nothing else is sent and everything is answered with yes. Pure.
/// </summary>
internal static class QueuePlan
{
    /// <summary>
    /// When the next of the queue may leave: when budgets, hours and pauses allow it, and a fair part of the day after
    /// the last one. Null when time alone does not bring it about.
    /// </summary>
    public static DateTimeOffset? NextAt(AccountLimitState state, DateTimeOffset now, bool hasNote)
    {
        var from = state.History.LastAttempt is { } last ? Later(
            now, last + Budgets.EvenPause(state.Policy, now)) : now;
        return state.NextSlot(from, hasNote);
    }

    /// <summary>
    /// A time for each, in the order given, by the queue's own rule: at each slot the first whose time has come leaves,
    /// and one whose note or whose own time has to wait is passed. An estimate: what is sent directly, refused, or
    /// limited by what is pending moves it.
    /// </summary>
    public static List<DateTimeOffset> Of(AccountLimitState state, IReadOnlyList<QueuedItem> items, DateTimeOffset now)
    {
        var times = new DateTimeOffset[items.Count];
        var history = state.History.Copy();
        var ready = new PriorityQueue<int, int>();
        var waiting = new PriorityQueue<int, DateTimeOffset>();
        for (var index = 0; index < items.Count; index++) waiting.Enqueue(index, items[index].NotBefore);
        var clock = now;
        while (ready.Count + waiting.Count > 0)
        {
            if (ready.Count == 0 && waiting.TryPeek(out _, out var next)) clock = Later(clock, next);
            var slot = SlotOf(state, history, clock, hasNote: false, now) ?? clock;
            while (waiting.TryPeek(out var index, out var due) && due <= slot) ready.Enqueue(waiting.Dequeue(), index);
            var head = ready.Dequeue();
            if (OwnSlotOf(state, history, slot, items[head], now) is not { } own)
            {
                // No note may ever be sent; an operation that waits for one delays no other.
                times[head] = slot + SendHistory.NoteWindow;
                continue;
            }

            if (own > slot && ready.Count + waiting.Count > 0)
            {
                waiting.Enqueue(head, own);
                continue;
            }

            times[head] = own;
            if (state.Policy.IsEnabled) history.Add(own, items[head].NeedsNote);
            clock = own;
        }

        return [.. times];
    }

    /// <summary>The same, by operation.</summary>
    public static Dictionary<long, DateTimeOffset> TimesOf(
        AccountLimitState state, IReadOnlyList<QueuedItem> items, DateTimeOffset now) =>
        items.Zip(Of(state, items, now)).ToDictionary(pair => pair.First.OperationId, pair => pair.Second);

    /// <summary>
    /// An estimate for one behind those planned. When they fill more than a week, their last week repeats; until then
    /// their average pace goes on, no faster than the budgets allow.
    /// </summary>
    /// <param name="policy">What the account may do.</param>
    /// <param name="planned">The times of those planned, in order.</param>
    /// <param name="place">How many wait before it, those planned included.</param>
    public static DateTimeOffset Behind(LimitsPolicy policy, IReadOnlyList<DateTimeOffset> planned, int place)
    {
        var (last, beyond) = (planned[^1], Math.Max(1, place - planned.Count + 1));
        if (last - planned[0] >= SendHistory.Week)
        {
            var ofWeek = planned.Count(at => at > last - SendHistory.Week);
            var weeks = (beyond + ofWeek - 1) / ofWeek;
            return planned[planned.Count - 1 + beyond - (weeks * ofWeek)] + (weeks * SendHistory.Week);
        }

        var pace = planned.Count == 1 ? TimeSpan.Zero : (last - planned[0]) / (planned.Count - 1);
        if (!policy.IsEnabled) return last + (beyond * pace);
        var ofBudgets = Math.Max(SendHistory.Week.Ticks / policy.PerWeek, TimeSpan.TicksPerDay / policy.PerDay);
        return last + (beyond * TimeSpan.FromTicks(Math.Max(pace.Ticks, ofBudgets)));
    }

    private static DateTimeOffset? OwnSlotOf(
        AccountLimitState state, SendHistory history, DateTimeOffset slot, QueuedItem item, DateTimeOffset now) =>
        item.NeedsNote ? SlotOf(state, history, slot, hasNote: true, now) : slot;

    private static DateTimeOffset? SlotOf(
        AccountLimitState state, SendHistory history, DateTimeOffset clock, bool hasNote, DateTimeOffset now)
    {
        var from = Later(clock, state.AfterCooldowns(now, hasNote));
        if (!state.Policy.IsEnabled) return from;
        if (history.LastAttempt is { } last) from = Later(from, last + Budgets.EvenPause(state.Policy, from));
        return Budgets.NextSlotLeavingPendingAside(state.Policy, history, from, hasNote);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
