using Overture.Server.Limits;

namespace Overture.Server.Queue;

/// <summary>One that waits, as far as a plan has to know it.</summary>
/// <param name="OperationId">The operation.</param>
/// <param name="NotBefore">Not tried earlier.</param>
/// <param name="NeedsNote">Whether it waits for a note to be allowed.</param>
internal readonly record struct QueuedItem(string OperationId, DateTimeOffset NotBefore, bool NeedsNote);

/// <summary>When what waits in a queue will leave, if nothing else is sent and everything is answered with yes. Pure.</summary>
internal static class QueuePlan
{
    /// <summary>
    /// When the next of the queue may leave: when budgets, hours and pauses allow it, and a fair part of the day after the last one. Null
    /// when time alone does not bring it about.
    /// </summary>
    public static DateTimeOffset? NextAt(Standing standing, DateTimeOffset now, bool hasNote)
    {
        var from = standing.History.LastAttempt is { } last ? Later(now, last + Budgets.EvenPause(standing.Policy, now)) : now;
        return standing.NextSlot(from, hasNote);
    }

    /// <summary>
    /// A time for each, in the order given, by the queue's own rule: at each slot the first whose time has come leaves, and one whose note or
    /// whose own time has to wait is passed. An estimate: what is sent directly, refused, or limited by what is pending moves it.
    /// </summary>
    public static List<DateTimeOffset> Of(Standing standing, IReadOnlyList<QueuedItem> items, DateTimeOffset now)
    {
        var times = new DateTimeOffset[items.Count];
        var history = standing.History.Copy();
        var ready = new PriorityQueue<int, int>();
        var waiting = new PriorityQueue<int, DateTimeOffset>();
        for (var index = 0; index < items.Count; index++) waiting.Enqueue(index, items[index].NotBefore);
        var clock = now;
        while (ready.Count + waiting.Count > 0)
        {
            if (ready.Count == 0 && waiting.TryPeek(out _, out var next)) clock = Later(clock, next);
            var slot = SlotOf(standing, history, clock, hasNote: false, now) ?? clock;
            while (waiting.TryPeek(out var index, out var due) && due <= slot) ready.Enqueue(waiting.Dequeue(), index);
            var head = ready.Dequeue();
            if (OwnSlotOf(standing, history, slot, items[head], now) is not { } own)
            {
                // No note may ever be sent; whoever waits for one is in nobody's way.
                times[head] = slot + SendHistory.NoteWindow;
                continue;
            }

            if (own > slot && ready.Count + waiting.Count > 0)
            {
                waiting.Enqueue(head, own);
                continue;
            }

            times[head] = own;
            if (standing.Policy.IsEnabled) history.Add(own, items[head].NeedsNote);
            clock = own;
        }

        return [.. times];
    }

    private static DateTimeOffset? OwnSlotOf(
        Standing standing, SendHistory history, DateTimeOffset slot, QueuedItem item, DateTimeOffset now) =>
        item.NeedsNote ? SlotOf(standing, history, slot, hasNote: true, now) : slot;

    private static DateTimeOffset? SlotOf(
        Standing standing, SendHistory history, DateTimeOffset clock, bool hasNote, DateTimeOffset now)
    {
        var from = Later(clock, standing.AfterCooldowns(now, hasNote));
        if (!standing.Policy.IsEnabled) return from;
        if (history.LastAttempt is { } last) from = Later(from, last + Budgets.EvenPause(standing.Policy, from));
        return Budgets.NextSlotLeavingPendingAside(standing.Policy, history, from, hasNote);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
