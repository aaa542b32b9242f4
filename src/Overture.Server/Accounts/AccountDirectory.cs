using Microsoft.Extensions.Caching.Memory;

namespace Overture.Server.Accounts;

/// <summary>
/// Which workspace an account belongs to. An account never moves, so what was found once holds, and is forgotten only when nobody
/// has asked for a while; what was not found is not remembered, and costs one indexed read.
/// </summary>
internal sealed class AccountDirectory(AccountStore store) : IDisposable
{
    private const int MostRemembered = 200_000;

    private static readonly MemoryCacheEntryOptions Remembered = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(15) };

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    public async ValueTask<bool> IsInWorkspaceAsync(string workspaceId, string accountId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((workspaceId, accountId), out _)) return true;
        if (await store.FindAsync(workspaceId, accountId, cancellationToken) is null) return false;
        _known.Set((workspaceId, accountId), true, Remembered);
        return true;
    }

    public void Dispose() => _known.Dispose();
}
