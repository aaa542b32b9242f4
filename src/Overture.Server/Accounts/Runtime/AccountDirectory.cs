using Microsoft.Extensions.Caching.Memory;
using Overture.Server.Actions;
using Overture.Server.Storage;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// Which workspace an account belongs to. An account never moves, so what was found once holds, and is forgotten only
/// when it has not been asked for in a while. What was not found is remembered for a second: a caller that asks for it
/// in a loop costs no reads.
/// </summary>
internal sealed class AccountDirectory(Database database) : IAccountDirectory, IDisposable
{
    private const int MaxRemembered = 200_000;
    private static readonly MemoryCacheEntryOptions Found = new()
    {
        Size = 1,
        SlidingExpiration = TimeSpan.FromMinutes(15),
    };
    private static readonly MemoryCacheEntryOptions NotFound =
        new() { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(1) };

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxRemembered });

    public async ValueTask<bool> IsInWorkspaceAsync(
        long workspaceId, long accountId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((workspaceId, accountId), out bool known)) return known;
        var isFound = await AccountTable.FindAsync(database, workspaceId, accountId, cancellationToken) is not null;
        return _known.Set((workspaceId, accountId), isFound, isFound ? Found : NotFound);
    }

    public void Dispose() => _known.Dispose();
}
