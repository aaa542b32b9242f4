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
    /// A time for each, in the order of the queue. An estimate: what is sent directly, refused, or limited by what is pending moves it.
    /// </summary>
    public static List<DateTimeOffset> Of(Standing standing, IReadOnlyList<QueuedItem> items, DateTimeOffset now)
    {
        var times = new List<DateTimeOffset>(items.Count);
        var history = standing.History.Copy();
        var clock = now;
        foreach (var item in items)
        {
            var from = Later(clock, item.NotBefore);
            if (history.LastAttempt is { } last) from = Later(from, last + Budgets.EvenPause(standing.Policy, from));
            from = Later(from, standing.AfterCooldowns(now, item.NeedsNote));
            var slot = SlotOf(standing.Policy, history, from, item.NeedsNote);
            times.Add(slot);
            // One that waits for a note or for a time of its own is passed by those behind it.
            if ((item.NeedsNote && slot - Later(clock, now) > TimeSpan.FromDays(8)) || item.NotBefore > clock + TimeSpan.FromDays(1)) continue;
            if (standing.Policy.IsEnabled) history.Add(slot, item.NeedsNote);
            clock = slot;
        }

        return times;
    }

    private static DateTimeOffset SlotOf(LimitsPolicy policy, SendHistory history, DateTimeOffset from, bool needsNote) =>
        policy.IsEnabled ? Budgets.NextSlotLeavingPendingAside(policy, history, from, needsNote) ?? from + SendHistory.NoteWindow : from;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
