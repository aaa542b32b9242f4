using Overture.Server.Accounts.Runtime;
using Overture.Server.Limits;
using Overture.Server.Storage;

namespace Overture.Server.Queue;

/// <summary>
/// When each operation that waits will be tried, as things stand now; read from the database, without waiting for the
/// account.
/// </summary>
internal sealed class QueueForecast(
    Database database, OperationRecords operations, LimitStateReader limits, TimeProvider time)
{
    public async Task<Dictionary<long, DateTimeOffset>> ReadAsync(
        long workspaceId, long accountId, CancellationToken cancellationToken)
    {
        var account = await AccountTable.FindAsync(database, workspaceId, accountId, cancellationToken);
        if (account is null) return [];
        var state = await limits.ReadAsync(account, cancellationToken);
        return QueuePlan.TimesOf(state, await operations.QueuedAsync(accountId, cancellationToken), time.GetUtcNow());
    }
}
