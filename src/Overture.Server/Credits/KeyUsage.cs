using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>
/// What each key of a workspace has taken off the balance. Entries are only ever added, so those that were summed once are not
/// read again: once a sum is kept, a question costs as much as was entered since the one before.
/// <para>
/// An entry gets its id before its transaction ends, so one with a smaller id may come to light later. A sum is therefore kept only
/// when every transaction has ended that was under way when its last entry was seen.
/// </para>
/// </summary>
internal sealed class KeyUsage(Database database)
{
    // So many are summed within a second; a question that is given up leaves what it has summed to the next.
    private const long Portion = 1_000_000;

    private const string Transactions = """
        SELECT pg_snapshot_xmin(now.seen)::text::bigint AS "Oldest", pg_snapshot_xmax(now.seen)::text::bigint AS "Next"
        FROM (SELECT pg_current_snapshot() AS seen) now
        """;

    private readonly ConcurrentDictionary<string, Sums> _known = new(StringComparer.Ordinal);

    /// <summary>Credits taken off less credits given back, by the key's id.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(string workspaceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        // The first time sees how far the entries reach, the second, as a rule, that this is for good.
        await KeepAsync(db, workspaceId, cancellationToken);
        var known = await KeepAsync(db, workspaceId, cancellationToken);
        return await AddAsync(db, workspaceId, known, long.MaxValue, cancellationToken);
    }

    private async Task<Sums> KeepAsync(OvertureDb db, string workspaceId, CancellationToken cancellationToken)
    {
        var known = _known.GetValueOrDefault(workspaceId) ?? new Sums(0, [], Seen: 0, EndedBefore: 0);
        var newest = await db.Ledger.Where(row => row.WorkspaceId == workspaceId)
            .OrderByDescending(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        var transactions = await TransactionsAsync(db, cancellationToken);
        if (transactions.Oldest < known.EndedBefore) return known;
        while (known.Through < known.Seen)
        {
            var through = Math.Min(known.Seen, known.Through + Portion);
            known = known with { Through = through, Used = await AddAsync(db, workspaceId, known, through, cancellationToken) };
            _known[workspaceId] = known;
        }

        return _known[workspaceId] = known with { Seen = newest, EndedBefore = transactions.Next };
    }

    /// <summary>The oldest transaction under way, and the number of the next one. SQLite has one at a time, and it has ended.</summary>
    private static async Task<Numbers> TransactionsAsync(OvertureDb db, CancellationToken cancellationToken) => db.Database.IsNpgsql()
        ? await db.Database.SqlQueryRaw<Numbers>(Transactions).SingleAsync(cancellationToken)
        : new Numbers(0, 0);

    private static async Task<Dictionary<string, long>> AddAsync(
        OvertureDb db, string workspaceId, Sums known, long through, CancellationToken cancellationToken)
    {
        var newer = await db.Ledger
            .Where(row => row.WorkspaceId == workspaceId && row.Id > known.Through && row.Id <= through && row.ApiKeyId != null)
            .GroupBy(row => row.ApiKeyId!)
            .Select(group => new { group.Key, Sum = group.Sum(row => row.Amount) })
            .ToListAsync(cancellationToken);
        var sums = new Dictionary<string, long>(known.Used, StringComparer.Ordinal);
        foreach (var key in newer) sums[key.Key] = sums.GetValueOrDefault(key.Key) - key.Sum;
        return sums;
    }

    private sealed record Numbers(long Oldest, long Next);

    /// <summary>
    /// What the entries through one of them come to, and how far the next sum may reach when all transactions before a number have ended.
    /// </summary>
    private sealed record Sums(long Through, Dictionary<string, long> Used, long Seen, long EndedBefore);
}
