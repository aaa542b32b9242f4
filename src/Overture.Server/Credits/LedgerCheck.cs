using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>What a check of the ledger looked at and what it found wrong.</summary>
/// <param name="Workspaces">Balances compared.</param>
/// <param name="Entries">Ledger entries summed.</param>
/// <param name="Invitations">Invitations whose entries were compared with their state.</param>
/// <param name="Faults">One sentence for each fault; empty when all is right.</param>
internal sealed record LedgerReport(int Workspaces, long Entries, long Invitations, IReadOnlyList<string> Faults);

/// <summary>
/// Proves that each balance is the sum of its entries and that each invitation was paid for exactly as its state says. Reads
/// one consistent picture, so it may run beside a serving gateway.
/// </summary>
internal sealed class LedgerCheck(Database database)
{
    // Numbers of entries and their sum, against what the state of the invitation asks for.
    private const string WrongInvitations = """
        SELECT i.id AS "Id", i.state AS "State", i.price AS "Price",
               COUNT(CASE WHEN l.kind = 'reserve' THEN 1 END) AS "Reserves",
               COUNT(CASE WHEN l.kind = 'commit' THEN 1 END) AS "Commits",
               COUNT(CASE WHEN l.kind = 'release' THEN 1 END) AS "Releases",
               CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) AS "Sum"
        FROM invitations i LEFT JOIN ledger l ON l.invitation_id = i.id AND l.workspace_id = i.workspace_id
        GROUP BY i.id, i.state, i.price
        HAVING NOT (
            COUNT(CASE WHEN l.kind = 'reserve' THEN 1 END) = 1
            AND COUNT(CASE WHEN l.kind = 'commit' THEN 1 END)
                = CASE WHEN i.state IN ('pending', 'accepted', 'withdrawn', 'closed') THEN 1 ELSE 0 END
            AND COUNT(CASE WHEN l.kind = 'release' THEN 1 END)
                = CASE WHEN i.state IN ('refused', 'not_sent') THEN 1 ELSE 0 END
            AND COALESCE(SUM(l.amount), 0)
                = CASE WHEN i.state IN ('refused', 'not_sent') THEN 0 ELSE -i.price END)
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
            // The connection goes back to its pool; nobody else may find our transaction on it.
            await db.Database.ExecuteSqlRawAsync("ROLLBACK", CancellationToken.None);
        }
    }

    private static async Task<LedgerReport> CheckAsync(OvertureDb db, CancellationToken cancellationToken)
    {
        List<string> faults =
        [
            .. await WrongBalancesAsync(db, cancellationToken),
            .. await WrongInvitationsAsync(db, cancellationToken),
            .. await StrayEntriesAsync(db, cancellationToken),
        ];
        return new LedgerReport(
            await db.Balances.CountAsync(cancellationToken),
            await db.Ledger.LongCountAsync(cancellationToken),
            await db.Invitations.LongCountAsync(cancellationToken),
            faults);
    }

    private static async Task<IEnumerable<string>> WrongBalancesAsync(OvertureDb db, CancellationToken cancellationToken)
    {
        var sums = await db.Ledger.GroupBy(row => row.WorkspaceId)
            .Select(group => new { group.Key, Sum = group.Sum(row => row.Amount) })
            .ToDictionaryAsync(group => group.Key, group => group.Sum, cancellationToken);
        var balances = await db.Balances.AsNoTracking()
            .ToDictionaryAsync(row => row.WorkspaceId, row => row.Credits, cancellationToken);
        return sums.Keys.Union(balances.Keys).Order(StringComparer.Ordinal)
            .Where(workspace => sums.GetValueOrDefault(workspace) != balances.GetValueOrDefault(workspace))
            .Select(workspace => FormattableString.Invariant(
                $"Workspace {workspace}: the balance is {balances.GetValueOrDefault(workspace)}, its entries sum to {sums.GetValueOrDefault(workspace)}."));
    }

    private static async Task<IEnumerable<string>> WrongInvitationsAsync(OvertureDb db, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQueryRaw<PaidInvitation>(WrongInvitations).ToListAsync(cancellationToken);
        return rows.Select(row => FormattableString.Invariant(
            $"Invitation {row.Id} ({row.State}, price {row.Price}): {row.Reserves} reserve, {row.Commits} commit, {row.Releases} release, sum {row.Sum}."));
    }

    private static async Task<IEnumerable<string>> StrayEntriesAsync(OvertureDb db, CancellationToken cancellationToken)
    {
        var strays = await db.Ledger.AsNoTracking()
            .Where(row => row.InvitationId != null && !db.Invitations.Any(
                invitation => invitation.Id == row.InvitationId && invitation.WorkspaceId == row.WorkspaceId))
            .Select(row => new { row.Id, row.InvitationId })
            .ToListAsync(cancellationToken);
        return strays.Select(row => FormattableString.Invariant(
            $"Entry {row.Id} pays for invitation {row.InvitationId}, which does not exist in its workspace."));
    }

    private sealed record PaidInvitation(
        string Id, string State, int Price, long Reserves, long Commits, long Releases, long Sum);
}
