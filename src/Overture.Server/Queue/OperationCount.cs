using Overture.Server.Growth;

namespace Overture.Server.Queue;

/// <summary>Counts a workspace's operations that wait or are held.</summary>
internal sealed class OperationCount(OperationRecords operations) : ICapped
{
    public Cap Cap => Cap.Operations;

    public Task<int> CountAsync(long workspaceId, CancellationToken cancellationToken) =>
        operations.CountWaitingAsync(workspaceId, cancellationToken);
}
