using Microsoft.Extensions.Options;
using Overture.Server.Growth;
using Overture.Server.Storage;

namespace Overture.Server.Queue;

/// <summary>Deletes operations that ended, or were held, long ago; one account after the other.</summary>
internal sealed class OperationRetention : IRetained
{
    private readonly Database _database;
    private readonly IOptions<RetentionOptions> _options;
    private readonly TimeProvider _time;
    private readonly OwnerWalk _walk;

    public OperationRetention(Database database, IOptions<RetentionOptions> options, TimeProvider time)
    {
        (_database, _options, _time) = (database, options, time);
        _walk = new OwnerWalk(NextAsync, SweepAsync);
    }

    public Task<bool> SweepAsync(CancellationToken cancellationToken) => _walk.StepAsync(cancellationToken);

    private async Task<long?> NextAsync(long after, CancellationToken cancellationToken)
    {
        await using var db = _database.Open();
        return await OperationTable.NextAccountAsync(db, after, cancellationToken);
    }

    private async Task<bool> SweepAsync(long accountId, CancellationToken cancellationToken)
    {
        var horizon = RetentionOptions.Horizon(_options.Value.Operations, _time.GetUtcNow());
        await using var db = _database.Open();
        return await OperationTable.HasOldAsync(db, accountId, horizon, cancellationToken)
            && await OperationTable.DeleteOldAsync(db, accountId, horizon, cancellationToken) > 0;
    }
}
