using Microsoft.Extensions.Options;
using Overture.Server.Growth;
using Overture.Server.Storage;

namespace Overture.Server.Events;

/// <summary>Deletes old events, one account after the other. The last one stays: the next counts on from it.</summary>
internal sealed class EventRetention : IRetained
{
    private readonly Database _database;
    private readonly IOptions<RetentionOptions> _options;
    private readonly TimeProvider _time;
    private readonly OwnerWalk _walk;

    public EventRetention(Database database, IOptions<RetentionOptions> options, TimeProvider time)
    {
        (_database, _options, _time) = (database, options, time);
        _walk = new OwnerWalk(NextAsync, SweepAsync);
    }

    public Task<bool> SweepAsync(CancellationToken cancellationToken) => _walk.StepAsync(cancellationToken);

    private async Task<long?> NextAsync(long after, CancellationToken cancellationToken)
    {
        await using var db = _database.Open();
        return await EventTable.NextAccountAsync(db, after, cancellationToken);
    }

    private async Task<bool> SweepAsync(long accountId, CancellationToken cancellationToken)
    {
        var horizon = RetentionOptions.Horizon(_options.Value.Events, _time.GetUtcNow());
        await using var db = _database.Open();
        return await EventTable.DeleteOldAsync(db, accountId, horizon, cancellationToken) > 0;
    }
}
