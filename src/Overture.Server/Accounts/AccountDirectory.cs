using Microsoft.Extensions.Caching.Memory;

namespace Overture.Server.Accounts;

/// <summary>
/// Which workspace an account belongs to. An account never moves, so what was found once holds, and is forgotten only when nobody
/// has asked for a while. What was not found is remembered for a second: a caller that asks for it in a loop costs no reads, and
/// ids are never made up before their account is there.
/// </summary>
internal sealed class AccountDirectory(AccountStore store) : IDisposable
{
    private const int MostRemembered = 200_000;

    private static readonly MemoryCacheEntryOptions Found = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(15) };
    private static readonly MemoryCacheEntryOptions NotFound = new() { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(1) };

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    public async ValueTask<bool> IsInWorkspaceAsync(string workspaceId, string accountId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((workspaceId, accountId), out bool known)) return known;
        var isFound = await store.FindAsync(workspaceId, accountId, cancellationToken) is not null;
        return _known.Set((workspaceId, accountId), isFound, isFound ? Found : NotFound);
    }

    public void Dispose() => _known.Dispose();
}
