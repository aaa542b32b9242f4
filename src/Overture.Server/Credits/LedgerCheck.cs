using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Overture.Server.Growth;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>What a check of the ledger compared and what it found wrong.</summary>
/// <param name="Workspaces">Balances compared.</param>
/// <param name="Entries">Ledger entries summed.</param>
/// <param name="Invitations">Invitations whose entries were compared with their state.</param>
/// <param name="Faults">One sentence for each fault; empty when all is right.</param>
internal sealed record LedgerReport(int Workspaces, long Entries, long Invitations, IReadOnlyList<string> Faults);

/// <summary>
/// Proves that each balance, and what each key has used, is the sum of its entries, and that each invitation was paid
/// for exactly as its state says. Reads one consistent picture, so it may run beside a serving gateway.
/// </summary>
internal sealed class LedgerCheck(Database database)
{
    // One debit for each invitation; one refund when it was refused (6) or not sent (7). The kinds are grant 1, debit
    // 2, refund 3, carried forward 4. What retention has closed or deleted is left out.
    private const string WrongInvitationsSql = """
        SELECT i.id AS "Id", i.price AS "Price", COUNT(CASE WHEN l.kind = 2 THEN 1 END) AS "Debits",
               COUNT(CASE WHEN l.kind = 3 THEN 1 END) AS "Refunds", CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) AS "Sum"
        FROM invitations i LEFT JOIN
            (SELECT workspace_id, COALESCE(refund_of, id) AS work, kind, amount FROM ledger WHERE kind IN (2, 3)) l
            ON l.workspace_id = i.workspace_id AND l.work = i.id
        WHERE i.id >= {0}
        GROUP BY i.id, i.price, i.state
        HAVING COUNT(CASE WHEN l.kind = 2 THEN 1 END) <> 1
            OR COUNT(CASE WHEN l.kind = 3 THEN 1 END) <> CASE WHEN i.state IN (6, 7) THEN 1 ELSE 0 END
            OR COALESCE(SUM(l.amount), 0) <> CASE WHEN i.state IN (6, 7) THEN 0 ELSE -i.price END
        """;

    private const string StrayEntriesSql = """
        SELECT l.id AS "Value" FROM ledger l WHERE l.kind IN (2, 3) AND COALESCE(l.refund_of, l.id) >= {0}
            AND NOT EXISTS (
            SELECT 1 FROM invitations i
            WHERE i.account_id = l.account_id AND i.id = COALESCE(l.refund_of, l.id)
                AND i.workspace_id = l.workspace_id)
        """;

    public async Task<LedgerReport> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(
            db.Database.IsNpgsql() ? "BEGIN ISOLATION LEVEL REPEATABLE READ" : "BEGIN", cancellationToken);
        try
        {
            return await CheckAsync(db, cancellationToken);
        }
        finally
        {
            // The connection goes back to its pool; no other user of the pool may find our transaction on it.
            await db.Database.ExecuteSqlRawAsync("ROLLBACK", CancellationToken.None);
        }
    }

    private static async Task<LedgerReport> CheckAsync(OvertureDb db, CancellationToken cancellationToken)
    {
        List<string> faults =
        [
            .. await WrongBalancesAsync(db, cancellationToken),
            .. await WrongUsageAsync(db, cancellationToken),
            .. await WrongInvitationsAsync(db, cancellationToken),
            .. await StrayEntriesAsync(db, cancellationToken),
        ];
        return new LedgerReport(
            await db.Set<BalanceRow>().CountAsync(cancellationToken),
            await db.Set<LedgerRow>().LongCountAsync(cancellationToken),
            await db.Database.SqlQueryRaw<long>("SELECT COUNT(*) AS \"Value\" FROM invitations")
                .SingleAsync(cancellationToken),
            faults);
    }

    private static async Task<IEnumerable<string>> WrongBalancesAsync(
        OvertureDb db, CancellationToken cancellationToken)
    {
        var sums = await db.Set<LedgerRow>().GroupBy(row => row.WorkspaceId)
            .Select(group => new { group.Key, Sum = group.Sum(row => row.Amount) })
            .ToDictionaryAsync(group => group.Key, group => group.Sum, cancellationToken);
        var balances = await db.Set<BalanceRow>().AsNoTracking()
            .ToDictionaryAsync(row => row.WorkspaceId, row => row.Credits, cancellationToken);
        return Differences(sums, balances, (workspace, sum, balance) => string.Create(
            CultureInfo.InvariantCulture,
            $"Workspace {RowKey.Text(RowKind.Workspace, workspace)}: the balance is {balance}, its entries sum "
            + $"to {sum}."));
    }

    private static async Task<IEnumerable<string>> WrongUsageAsync(OvertureDb db, CancellationToken cancellationToken)
    {
        var sums = await db.Set<LedgerRow>().Where(row => row.ApiKeyId != null).GroupBy(row => row.ApiKeyId!.Value)
            .Select(group => new { group.Key, Sum = -group.Sum(row => row.Amount) })
            .ToDictionaryAsync(group => group.Key, group => group.Sum, cancellationToken);
        var used = await db.Set<KeyUsageRow>().AsNoTracking()
            .ToDictionaryAsync(row => row.ApiKeyId, row => row.Used, cancellationToken);
        return Differences(sums, used, (key, sum, total) => FormattableString.Invariant(
            $"Key {RowKey.Text(RowKind.ApiKey, key)}: its use is {total}, its entries sum to {sum}."));
    }

    private static async Task<IEnumerable<string>> WrongInvitationsAsync(
        OvertureDb db, CancellationToken cancellationToken)
    {
        var firstKept = await RetentionMarkTable.FirstKeptIdAsync(db, RetainedKind.Ledger, cancellationToken);
        var rows = await db.Database.SqlQueryRaw<PaidInvitation>(WrongInvitationsSql, firstKept)
            .ToListAsync(cancellationToken);
        return rows.Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"Invitation {RowKey.Text(RowKind.Invitation, row.Id)} (price {row.Price}): {row.Debits} debits, "
            + $"{row.Refunds} refunds, sum {row.Sum}."));
    }

    private static async Task<IEnumerable<string>> StrayEntriesAsync(OvertureDb db, CancellationToken cancellationToken)
    {
        var firstKept = await RetentionMarkTable.FirstKeptIdAsync(db, RetainedKind.Invitations, cancellationToken);
        var strays = await db.Database.SqlQueryRaw<long>(StrayEntriesSql, firstKept).ToListAsync(cancellationToken);
        return strays.Select(id =>
            $"Entry {RowKey.Text(RowKind.LedgerEntry, id)} pays for an invitation that does not exist in its "
            + "workspace.");
    }

    private static IEnumerable<string> Differences(
        Dictionary<long, long> sums, Dictionary<long, long> totals, Func<long, long, long, string> sentence) =>
        sums.Keys.Union(totals.Keys).Order()
            .Where(key => sums.GetValueOrDefault(key) != totals.GetValueOrDefault(key))
            .Select(key => sentence(key, sums.GetValueOrDefault(key), totals.GetValueOrDefault(key)));

    private sealed record PaidInvitation(long Id, int Price, long Debits, long Refunds, long Sum);
}
