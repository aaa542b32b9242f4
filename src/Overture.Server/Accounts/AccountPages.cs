using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Storage;

namespace Overture.Server.Accounts;

/// <summary>A page of a workspace's accounts in the order of connecting.</summary>
/// <param name="Items">The page.</param>
/// <param name="Total">How many accounts there are; in a large workspace as of some seconds ago.</param>
/// <param name="HasMore">Whether more come behind the page.</param>
internal sealed record AccountPage(List<AccountRow> Items, int Total, bool HasMore);

/// <summary>
/// Pages through a workspace's accounts. Callers name a page by how many accounts come before it, which a database can
/// only find by counting them; but accounts are only ever added, and behind all others but the newest, so what was
/// found once at an offset stays there. Following pages, and a page asked for again, begin at a known row.
/// </summary>
internal sealed class AccountPages(Database database, TimeProvider time) : IDisposable
{
    // The clocks of two nodes may differ by so much, and a login may take so long: before a younger account another may
    // yet come.
    private static readonly TimeSpan NothingComesBefore = TimeSpan.FromMinutes(2);

    // Counted anew for each page up to here; that many take about a millisecond.
    private const int QuicklyCounted = 10_000;

    private const int MaxRemembered = 20_000;

    private static readonly MemoryCacheEntryOptions Place = new()
    {
        Size = 1,
        SlidingExpiration = TimeSpan.FromMinutes(15),
    };
    private static readonly MemoryCacheEntryOptions Count =
        new() { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(10) };

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxRemembered });

    public async Task<AccountPage> ReadAsync(
        long workspaceId, int offset, int limit, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var all = db.Set<AccountRow>().AsNoTracking().Where(row => row.WorkspaceId == workspaceId);
        var rows = await From(all, workspaceId, offset).Take(limit + 1).ToListAsync(cancellationToken);
        if (rows.Count > 0) Remember(workspaceId, offset, rows[0]);
        var hasMore = rows.Count > limit;
        if (hasMore)
        {
            Remember(workspaceId, offset + limit, rows[limit]);
            rows.RemoveAt(limit);
        }

        var total = await TotalAsync(all, workspaceId, cancellationToken);
        var seen = rows.Count == 0 ? 0 : (long)offset + rows.Count + (hasMore ? 1 : 0);
        return new AccountPage(rows, (int)Math.Max(total, seen), hasMore);
    }

    public void Dispose() => _known.Dispose();

    private IQueryable<AccountRow> From(IQueryable<AccountRow> all, long workspaceId, int offset)
    {
        var ordered = all.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id);
        if (offset == 0 || !_known.TryGetValue((workspaceId, offset), out First? first)) return ordered.Skip(offset);
        // The first condition says nothing new, but it alone is what an index can begin with.
        return ordered.Where(row => row.CreatedAt >= first!.CreatedAt
            && (row.CreatedAt > first.CreatedAt || row.Id >= first.Id));
    }

    private void Remember(long workspaceId, int offset, AccountRow row)
    {
        if (row.CreatedAt <= time.GetUtcNow() - NothingComesBefore)
        {
            _known.Set((workspaceId, offset), new First(row.CreatedAt, row.Id), Place);
        }
    }

    private async Task<int> TotalAsync(
        IQueryable<AccountRow> all, long workspaceId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(workspaceId, out int known)) return known;
        var total = await all.CountAsync(cancellationToken);
        return total > QuicklyCounted ? _known.Set(workspaceId, total, Count) : total;
    }

    /// <summary>The row with which the page at an offset begins.</summary>
    private sealed record First(DateTimeOffset CreatedAt, long Id);
}
