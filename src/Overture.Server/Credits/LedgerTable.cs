using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>The entries of all workspaces.</summary>
internal sealed class LedgerTable : IEntityTypeConfiguration<LedgerRow>
{
    private const string EnterSql = """
        INSERT INTO ledger (workspace_id, id, api_key_id, account_id, refund_of, kind, amount)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        ON CONFLICT DO NOTHING
        """;

    private const int Portion = 500;

    private const string NextWorkspaceSql =
        "SELECT MIN(workspace_id) AS \"Value\" FROM ledger WHERE workspace_id > {0}";

    // The word in ASCII, and the workspace.
    private const string LockSql = "SELECT pg_advisory_xact_lock(x'4C6564676572'::bigint # {0})";

    private const string CarrySql = """
        UPDATE ledger SET kind = 4, amount = {2}, account_id = NULL, refund_of = NULL
        WHERE workspace_id = {0} AND id = {1}
        """;

    public void Configure(EntityTypeBuilder<LedgerRow> builder)
    {
        builder.ToTable("ledger");
        builder.HasKey(row => new { row.WorkspaceId, row.Id });
    }

    public static Statement Enter(LedgerRow entry) => new(
        EnterSql, entry.WorkspaceId, entry.Id, entry.ApiKeyId, entry.AccountId, entry.RefundOf,
        SqlValue.Of<LedgerKind>(entry.Kind), entry.Amount)
    {
        KeyLength = 2,
    };

    /// <summary>A page of a workspace's entries in their order, behind the one named.</summary>
    public static async Task<List<LedgerRow>> PageAsync(
        OvertureDb db, (long WorkspaceId, long? ApiKeyId) whose, long after, int count,
        CancellationToken cancellationToken)
    {
        var entries = db.Set<LedgerRow>().AsNoTracking()
            .Where(row => row.WorkspaceId == whose.WorkspaceId && row.Id > after);
        if (whose.ApiKeyId is { } key) entries = entries.Where(row => row.ApiKeyId == key);
        return await entries.OrderBy(row => row.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>The first workspace behind another that has an entry; null when there is none.</summary>
    public static Task<long?> NextWorkspaceAsync(OvertureDb db, long after, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<long?>(NextWorkspaceSql, after).SingleAsync(cancellationToken);

    /// <summary>Whether the workspace has entries from before an instant that are not closed yet.</summary>
    public static Task<bool> HasOpenAsync(
        OvertureDb db, long workspaceId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var first = RowKeys.FirstAt(before);
        return db.Set<LedgerRow>().AnyAsync(
            row => row.WorkspaceId == workspaceId && row.Id < first && row.Kind != LedgerKind.CarriedForward,
            cancellationToken);
    }

    /// <summary>Of two nodes, one closes entries of the workspace at a time.</summary>
    public static async Task LockAsync(OvertureDb db, long workspaceId, CancellationToken cancellationToken)
    {
        // On SQLite the transaction has begun with the one lock of all writers.
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlRawAsync(LockSql, [workspaceId], cancellationToken);
    }

    /// <summary>
    /// Closes a portion of the entries from before an instant, the oldest: for each key, the last entry becomes the
    /// sum.
    /// </summary>
    /// <returns>How many entries were closed.</returns>
    public static async Task<int> CloseAsync(
        OvertureDb db, long workspaceId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var first = RowKeys.FirstAt(before);
        var old = db.Set<LedgerRow>().AsNoTracking().Where(row => row.WorkspaceId == workspaceId && row.Id < first);
        var open = await old.Where(row => row.Kind != LedgerKind.CarriedForward).OrderBy(row => row.Id).Take(Portion)
            .ToListAsync(cancellationToken);
        var carried = await old.Where(row => row.Kind == LedgerKind.CarriedForward).ToListAsync(cancellationToken);
        foreach (var entries in open.GroupBy(row => row.ApiKeyId))
        {
            var all = entries.Concat(carried.Where(row => row.ApiKeyId == entries.Key)).ToList();
            var last = entries.Max(row => row.Id);
            await db.Database.ExecuteSqlRawAsync(
                CarrySql, [workspaceId, last, all.Sum(row => row.Amount)], cancellationToken);
            var gone = all.Select(row => row.Id).Where(id => id != last).ToList();
            await db.Set<LedgerRow>().Where(row => row.WorkspaceId == workspaceId && gone.Contains(row.Id))
                .ExecuteDeleteAsync(cancellationToken);
        }

        return open.Count;
    }
}
