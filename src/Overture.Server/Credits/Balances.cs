using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>Reads what a workspace can spend, so that one with nothing left is refused before anybody is asked.</summary>
internal sealed class Balances(Database database, TimeProvider time)
{
    // So many invitations no node sends within the time for which a look counts.
    private const int Plenty = 100_000;

    private static readonly TimeSpan LookCountsFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, long> _plentyAt = new(StringComparer.Ordinal);

    public async Task<long> ReadAsync(string workspaceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Balances.Where(row => row.WorkspaceId == workspaceId).Select(row => row.Credits)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Whether the workspace has the price. A workspace with plenty is not looked at for each wish; whether it really can pay is
    /// decided by the guard of the reservation.
    /// </summary>
    public async ValueTask<bool> SufficeAsync(string workspaceId, int price, CancellationToken cancellationToken)
    {
        if (_plentyAt.TryGetValue(workspaceId, out var seenAt) && time.GetElapsedTime(seenAt) < LookCountsFor) return true;
        var now = time.GetTimestamp();
        var credits = await ReadAsync(workspaceId, cancellationToken);
        if (credits >= (long)price * Plenty) _plentyAt[workspaceId] = now;
        return credits >= price;
    }
}
