using System.Collections.Concurrent;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>
/// Reads what a workspace can spend, so that one with nothing left is refused before the platform is asked.
/// </summary>
internal sealed class Balances(Database database, TimeProvider time)
{
    // No node sends so many invitations within the time for which a read counts.
    private const int Plenty = 100_000;
    private static readonly TimeSpan ReadCountsFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, long> _plentyAt = new();

    public Task<long> ReadAsync(long workspaceId, CancellationToken cancellationToken) =>
        BalanceTable.ReadAsync(database, workspaceId, cancellationToken);

    /// <summary>
    /// Whether the workspace has the price. A workspace with plenty is not read for each request; whether it really can
    /// pay is decided by the guard of the debit.
    /// </summary>
    public async ValueTask<bool> SufficeAsync(long workspaceId, int price, CancellationToken cancellationToken)
    {
        if (_plentyAt.TryGetValue(workspaceId, out var seenAt) && time.GetElapsedTime(seenAt) < ReadCountsFor)
        {
            return true;
        }

        var now = time.GetTimestamp();
        var credits = await ReadAsync(workspaceId, cancellationToken);
        if (credits >= (long)price * Plenty) _plentyAt[workspaceId] = now;
        return credits >= price;
    }
}
