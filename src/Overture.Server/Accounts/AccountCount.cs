using Overture.Server.Accounts.Runtime;
using Overture.Server.Growth;
using Overture.Server.Storage;

namespace Overture.Server.Accounts;

/// <summary>Counts a workspace's accounts.</summary>
internal sealed class AccountCount(Database database) : ICapped
{
    public Cap Cap => Cap.Accounts;

    public Task<int> CountAsync(long workspaceId, CancellationToken cancellationToken) =>
        AccountTable.CountAsync(database, workspaceId, cancellationToken);
}
