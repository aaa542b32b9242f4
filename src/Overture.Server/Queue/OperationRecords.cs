using Microsoft.EntityFrameworkCore;
using Overture.Server.Limits;
using Overture.Server.Storage;

namespace Overture.Server.Queue;

/// <summary>Reads operations.</summary>
internal sealed class OperationRecords(Database database) : IQueueLength
{
    private static readonly OperationState[] Open = [OperationState.Queued, OperationState.Running];

    public async Task<OperationRow?> FindAsync(long accountId, long operationId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<OperationRow>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.AccountId == accountId && row.Id == operationId, cancellationToken);
    }

    /// <summary>
    /// The operations of these ids, as far as the account has them; all in one of the states when no ids are given.
    /// </summary>
    public async Task<Dictionary<long, OperationRow>> FindAllAsync(
        long accountId, IReadOnlyCollection<long>? ids, OperationState[] states, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = ids is null
            ? db.Set<OperationRow>().AsNoTracking()
                .Where(row => row.AccountId == accountId && states.Contains(row.State))
            : db.Set<OperationRow>().AsNoTracking().Where(row => row.AccountId == accountId && ids.Contains(row.Id));
        return await rows.OrderBy(row => row.Id).ToDictionaryAsync(row => row.Id, cancellationToken);
    }

    /// <summary>The first of the queue whose time has come.</summary>
    public async Task<OperationRow?> HeadAsync(long accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Queued(db, accountId).Where(row => row.NotBefore <= now).OrderBy(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>When the first of those whose time has not come is due; null when nothing waits.</summary>
    public async Task<DateTimeOffset?> NextNotBeforeAsync(long accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Queued(db, accountId).OrderBy(row => row.NotBefore).Select(row => (DateTimeOffset?)row.NotBefore)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The first that wait, by the time from which each can be tried.</summary>
    public async Task<List<QueuedItem>> FirstQueuedAsync(long accountId, int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await Queued(db, accountId).OrderBy(row => row.NotBefore).ThenBy(row => row.Id).Take(count)
            .Select(row => new { row.Id, row.NotBefore, HasNote = row.Note != null, row.NotePolicy })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new QueuedItem(
            row.Id, row.NotBefore, row.HasNote && row.NotePolicy != Client.Contract.NotePolicy.Drop));
    }

    /// <summary>How many of the account's operations wait before one, in the same order.</summary>
    public async Task<int> CountBeforeAsync(OperationRow operation, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var queued = Queued(db, operation.AccountId);
        // Two counts, so that the index answers the first one alone.
        return await queued.CountAsync(row => row.NotBefore < operation.NotBefore, cancellationToken)
            + await queued.CountAsync(
                row => row.NotBefore == operation.NotBefore && row.Id < operation.Id, cancellationToken);
    }

    /// <summary>The account's newest operation; 0 when it has none.</summary>
    public async Task<long> LastIdAsync(long accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<OperationRow>().Where(row => row.AccountId == accountId)
            .MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0;
    }

    public async Task<int> CountAsync(long accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Queued(db, accountId).CountAsync(cancellationToken);
    }

    /// <summary>How many operations of a workspace wait or are held.</summary>
    public async Task<int> CountWaitingAsync(long workspaceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<OperationRow>().CountAsync(
            row => row.WorkspaceId == workspaceId
                && (row.State == OperationState.Queued || row.State == OperationState.Held),
            cancellationToken);
    }

    /// <summary>Which of these people the account has in its queue or on their way, with the operation.</summary>
    public async Task<Dictionary<string, OperationRow>> OpenOfAsync(
        long accountId, IReadOnlyCollection<string> people, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<OperationRow>().AsNoTracking()
            .Where(row => row.AccountId == accountId && people.Contains(row.PersonKey) && Open.Contains(row.State))
            .ToDictionaryAsync(row => row.PersonKey, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>The keys under which these operations name their people.</summary>
    public async Task<List<string>> KeysOfAsync(
        long accountId, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        await using var db = database.Open();
        return await db.Set<OperationRow>().Where(row => row.AccountId == accountId && ids.Contains(row.Id))
            .Select(row => row.PersonKey).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// The first account of the workspace, another one, that has one of these people in its queue before a place.
    /// </summary>
    public async Task<Dictionary<string, long>> ClaimantsAsync(
        (long WorkspaceId, long AccountId) whose, IReadOnlyCollection<string> people, long? before,
        CancellationToken cancellationToken)
    {
        var place = before ?? long.MaxValue;
        await using var db = database.Open();
        var rows = await db.Set<OperationRow>().AsNoTracking()
            .Where(row => people.Contains(row.PersonKey) && row.Id < place && row.WorkspaceId == whose.WorkspaceId
                && row.AccountId != whose.AccountId && Open.Contains(row.State))
            .OrderBy(row => row.Id).Select(row => new { row.PersonKey, row.AccountId }).ToListAsync(cancellationToken);
        return rows.DistinctBy(row => row.PersonKey)
            .ToDictionary(row => row.PersonKey, row => row.AccountId, StringComparer.Ordinal);
    }

    /// <summary>A page in the order of the queue, behind the operation named.</summary>
    public async Task<List<OperationRow>> PageAsync(
        long accountId, OperationState? state, long after, int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = db.Set<OperationRow>().AsNoTracking().Where(row => row.AccountId == accountId && row.Id > after);
        if (state is { } only) rows = rows.Where(row => row.State == only);
        return await rows.OrderBy(row => row.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Holds, or cancels, everything that waits under an API key, in all accounts; returns how many. For operators,
    /// beside a serving gateway: an account that sends at this moment finds its operation changed.
    /// </summary>
    public async Task<int> StopAllOfKeyAsync(
        long apiKeyId, OperationState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<OperationRow>()
            .Where(row => row.ApiKeyId == apiKeyId
                && (row.State == OperationState.Queued || row.State == OperationState.Held) && row.State != state)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, state).SetProperty(row => row.UpdatedAt, now),
                cancellationToken);
    }

    private static IQueryable<OperationRow> Queued(OvertureDb db, long accountId) =>
        db.Set<OperationRow>().AsNoTracking()
            .Where(row => row.AccountId == accountId && row.State == OperationState.Queued);
}
