using Overture.Server.Accounts.Runtime;
using Overture.Server.Limits;
using Overture.Server.Storage;

namespace Overture.Server.Queue;

/// <summary>
/// When operations that wait will be tried, as things stand now. What it costs does not grow with the queue: only its
/// first operations are planned, and those that are asked about.
/// </summary>
internal sealed class QueueForecast(
    Database database, OperationRecords operations, LimitStateReader limits, TimeProvider time)
{
    /// <summary>So many of a queue are planned one by one; those behind them follow at their pace.</summary>
    public const int MaxPlanned = 200;

    /// <summary>Reads everything from the database, without waiting for the account.</summary>
    public async Task<Dictionary<long, DateTimeOffset>> ReadAsync(
        long workspaceId, IReadOnlyCollection<OperationRow> asked, CancellationToken cancellationToken)
    {
        var queued = asked.Where(row => row.State == OperationState.Queued).ToList();
        if (queued.Count == 0) return [];
        var account = await AccountTable.FindAsync(
            database, workspaceId, queued[0].AccountId, cancellationToken);
        if (account is null) return [];
        return await OfAsync(await limits.ReadAsync(account, cancellationToken), queued, cancellationToken);
    }

    /// <param name="state">How the account stands against its limits.</param>
    /// <param name="asked">Operations of the account that wait, or will as soon as they are durable.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <returns>A time for each operation asked about, and for others.</returns>
    public async Task<Dictionary<long, DateTimeOffset>> OfAsync(
        AccountLimitState state, IReadOnlyCollection<OperationRow> asked, CancellationToken cancellationToken)
    {
        if (asked.Count == 0) return [];
        var accountId = asked.First().AccountId;
        var first = await operations.FirstQueuedAsync(accountId, MaxPlanned + 1, cancellationToken);
        var isWhole = first.Count <= MaxPlanned;
        if (!isWhole) first.RemoveAt(MaxPlanned);
        // One with a lower id goes before others as soon as its own time has come, however many wait.
        var lastPlanned = isWhole ? long.MaxValue : first.Max(item => item.OperationId);
        var known = first.Select(item => item.OperationId).ToHashSet();
        var others = asked.Where(row => !known.Contains(row.Id)).ToLookup(row => row.Id <= lastPlanned);
        var planned = first.Concat(others[true].Select(ItemOf)).OrderBy(item => item.OperationId).ToList();
        var times = QueuePlan.TimesOf(state, planned, time.GetUtcNow());
        await AddBehindAsync(times, state.Policy, [.. others[false]], cancellationToken);
        return times;
    }

    private async Task AddBehindAsync(
        Dictionary<long, DateTimeOffset> times, LimitsPolicy policy, List<OperationRow> behind,
        CancellationToken cancellationToken)
    {
        if (behind.Count == 0) return;
        var planned = times.Values.Order().ToList();
        var inOrder = behind.OrderBy(row => row.NotBefore).ThenBy(row => row.Id).ToList();
        var place = await operations.CountBeforeAsync(inOrder[0], cancellationToken);
        foreach (var row in inOrder)
        {
            var at = QueuePlan.Behind(policy, planned, place++);
            times.Add(row.Id, at > row.NotBefore ? at : row.NotBefore);
        }
    }

    private static QueuedItem ItemOf(OperationRow row) => new(row.Id, row.NotBefore, row.NeedsNote);
}
