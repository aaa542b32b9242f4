using System.Collections.Concurrent;

namespace Overture.Server.Accounts;

/// <summary>
/// Which workspace an account belongs to. An account never moves, so what was found once holds; what was not found is not
/// remembered, and costs one indexed read.
/// </summary>
internal sealed class AccountDirectory(AccountStore store)
{
    private readonly ConcurrentDictionary<(string Workspace, string Account), bool> _known = new();

    public async ValueTask<bool> IsInWorkspaceAsync(string workspaceId, string accountId, CancellationToken cancellationToken)
    {
        if (_known.ContainsKey((workspaceId, accountId))) return true;
        if (await store.FindAsync(workspaceId, accountId, cancellationToken) is null) return false;
        _known.TryAdd((workspaceId, accountId), true);
        return true;
    }
}
