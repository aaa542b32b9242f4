using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>
/// What each key of a workspace has taken off the balance. Entries are only ever added, so those that were summed once are not
/// read again: after the first question since the start, a question costs as much as was entered since the last one.
/// </summary>
internal sealed class KeyUsage(Database database, TimeProvider time)
{
    // An entry's id is given before its transaction ends. Behind an entry of this age none can come to light any more: a commit is
    // given up after seconds.
    private static readonly TimeSpan NothingCanBeMissing = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Sums> _known = new(StringComparer.Ordinal);

    /// <summary>Credits taken off less credits given back, by the key's id.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(string workspaceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var known = _known.GetValueOrDefault(workspaceId) ?? new Sums(0, new Dictionary<string, long>(StringComparer.Ordinal));
        var cutoff = time.GetUtcNow() - NothingCanBeMissing;
        var through = await db.Ledger.Where(row => row.WorkspaceId == workspaceId && row.Id > known.Through && row.CreatedAt <= cutoff)
            .OrderByDescending(row => row.Id).Select(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        if (through > known.Through)
        {
            known = new Sums(through, await AddAsync(db, workspaceId, known, through, cancellationToken));
            _known[workspaceId] = known;
        }

        return await AddAsync(db, workspaceId, known, long.MaxValue, cancellationToken);
    }

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

    /// <summary>What the entries up to one of them come to.</summary>
    private sealed record Sums(long Through, Dictionary<string, long> Used);
}
