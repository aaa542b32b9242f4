using Overture.Server.Growth;
using Overture.Server.Storage;

namespace Overture.Server.Idempotency;

/// <summary>Counts a workspace's idempotency keys, each with its stored answer.</summary>
internal sealed class StoredAnswerCount(Database database) : ICapped
{
    public Cap Cap => Cap.StoredAnswers;

    public Task<int> CountAsync(long workspaceId, CancellationToken cancellationToken) =>
        IdempotencyTable.CountAsync(database, workspaceId, cancellationToken);
}
