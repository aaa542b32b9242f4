using Microsoft.EntityFrameworkCore;
using Overture.Client.Contract;
using Overture.Server.Invitations;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Queue;

/// <summary>Reads operations, and makes the statements that change them.</summary>
internal sealed class OperationStore(Database database)
{
    private const string AddSql = """
        INSERT INTO operations
            (id, workspace_id, account_id, api_key_id, who, slug, member_id, note, note_policy, overrides_claim, state, position,
             not_before, attempts, note_dropped, created_at, updated_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, 'queued', @p10, @p11, 0, FALSE, @p12, @p12)
        ON CONFLICT DO NOTHING
        """;

    private const string CancelSql = "UPDATE operations SET state = 'cancelled', updated_at = @p1 WHERE id = @p0 AND state = 'queued'";

    private const string PutBackSql = """
        UPDATE operations SET not_before = @p1, reason = @p2, updated_at = @p3 WHERE id = @p0 AND state = 'queued'
        """;

    private const string LookAtSql = "UPDATE accounts SET queue_at = @p1 WHERE id = @p0";

    private const string LookNowSql = "UPDATE accounts SET queue_at = @p1 WHERE id = @p0 AND queue_at IS NOT NULL";

    private static readonly OperationState[] Open = [OperationState.Queued, OperationState.Running];

    public static Statement Add(OperationRow row) => new(
        AddSql, Guard.Operation, row.Id, row.WorkspaceId, row.AccountId, row.ApiKeyId, row.Who, row.Slug, row.MemberId, row.Note,
        Words.Of(row.NotePolicy), row.OverridesClaim, row.Position, row.NotBefore.ToUnixTimeMilliseconds(),
        row.CreatedAt.ToUnixTimeMilliseconds());

    public static Statement Cancel(string operationId, DateTimeOffset now) =>
        new(CancelSql, Guard.Operation, operationId, now.ToUnixTimeMilliseconds());

    /// <summary>Passed by those behind it until then, without having been tried.</summary>
    public static Statement PutBack(string operationId, DateTimeOffset notBefore, Reason reason, DateTimeOffset now) => new(
        PutBackSql, Guard.Operation, operationId, notBefore.ToUnixTimeMilliseconds(), Words.Of(reason), now.ToUnixTimeMilliseconds());

    /// <summary>When the account's queue is to be looked at next; null when nothing waits.</summary>
    public static Statement LookAt(string accountId, DateTimeOffset? at) => new(LookAtSql, Guard.None, accountId, at?.ToUnixTimeMilliseconds());

    /// <summary>Something changed that may let the queue go on, if anything waits in it.</summary>
    public static Statement LookNow(string accountId, DateTimeOffset now) => new(LookNowSql, Guard.None, accountId, now.ToUnixTimeMilliseconds());

    /// <summary>Accounts whose queue is due, the longest due first.</summary>
    public async Task<List<string>> AccountsDueAsync(DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Accounts.Where(row => row.QueueAt <= now).OrderBy(row => row.QueueAt).Select(row => row.Id)
            .Take(most).ToListAsync(cancellationToken);
    }

    public async Task<OperationRow?> FindAsync(string accountId, string operationId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Operations.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == operationId && row.AccountId == accountId, cancellationToken);
    }

    /// <summary>The first of the queue whose time has come.</summary>
    public async Task<OperationRow?> HeadAsync(string accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Queued(db, accountId).Where(row => row.NotBefore <= now)
            .OrderBy(row => row.Position).ThenBy(row => row.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>When the first of those whose time has not come is due; null when nothing waits.</summary>
    public async Task<DateTimeOffset?> NextNotBeforeAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Queued(db, accountId).OrderBy(row => row.NotBefore).Select(row => (DateTimeOffset?)row.NotBefore)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Everything that waits, in the order of the queue.</summary>
    public async Task<List<QueuedItem>> QueuedAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await Queued(db, accountId).OrderBy(row => row.Position).ThenBy(row => row.Id)
            .Select(row => new { row.Id, row.NotBefore, HasNote = row.Note != null, row.NotePolicy }).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new QueuedItem(row.Id, row.NotBefore, row.HasNote && row.NotePolicy != NotePolicy.Drop));
    }

    /// <summary>The highest place that the account has given; 0 when it has given none.</summary>
    public async Task<long> LastPositionAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Operations.Where(row => row.AccountId == accountId).OrderByDescending(row => row.Position)
            .Select(row => row.Position).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<int> CountQueuedAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Queued(db, accountId).CountAsync(cancellationToken);
    }

    /// <summary>Which of these people the account has in its queue or on their way, with the operation.</summary>
    public async Task<Dictionary<string, OperationRow>> OpenOfAsync(
        string accountId, IReadOnlyCollection<string> people, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Operations.AsNoTracking()
            .Where(row => row.AccountId == accountId && people.Contains(row.Who) && Open.Contains(row.State))
            .ToDictionaryAsync(row => row.Who, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>Which of these people another account of the workspace has in its queue or on their way.</summary>
    public async Task<Dictionary<string, Claim>> QueuedElsewhereAsync(
        string workspaceId, string accountId, IReadOnlyCollection<string> people, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.Operations.AsNoTracking()
            .Where(row => people.Contains(row.Who) && row.WorkspaceId == workspaceId && row.AccountId != accountId && Open.Contains(row.State))
            .Select(row => new { row.Who, row.AccountId }).ToListAsync(cancellationToken);
        return rows.DistinctBy(row => row.Who).ToDictionary(row => row.Who, row => new Claim(row.AccountId, null), StringComparer.Ordinal);
    }

    /// <summary>A page in the order of the queue, behind the operation named by its position and id.</summary>
    public async Task<List<OperationRow>> PageAsync(
        string accountId, OperationState? state, (long Position, string Id)? after, int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = db.Operations.AsNoTracking().Where(row => row.AccountId == accountId);
        if (state is { } only) rows = rows.Where(row => row.State == only);
        if (after is var (position, id))
            rows = rows.Where(row => row.Position > position || (row.Position == position && row.Id.CompareTo(id) > 0));
        return await rows.OrderBy(row => row.Position).ThenBy(row => row.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>The upstream's numbers of the invitations that operations led to.</summary>
    public async Task<Dictionary<string, long>> NumbersAsync(IEnumerable<OperationRow> operations, CancellationToken cancellationToken)
    {
        var ids = operations.Select(row => row.InvitationId).OfType<string>().ToList();
        if (ids.Count == 0) return [];
        await using var db = database.Open();
        return await db.Invitations.Where(row => ids.Contains(row.Id) && row.Number != null)
            .ToDictionaryAsync(row => row.Id, row => row.Number!.Value, cancellationToken);
    }

    private static IQueryable<OperationRow> Queued(OvertureDb db, string accountId) =>
        db.Operations.AsNoTracking().Where(row => row.AccountId == accountId && row.State == OperationState.Queued);
}
