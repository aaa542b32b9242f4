using Microsoft.Extensions.Options;
using Overture.Server.Growth;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>
/// Closes old ledger entries: the last one of each key becomes the carried-forward sum of all of them, and the others
/// go. So no balance, no usage of a key and no order of entries changes.
/// </summary>
internal sealed class LedgerRetention : IRetained
{
    private readonly Database _database;
    private readonly IOptions<RetentionOptions> _options;
    private readonly TimeProvider _time;
    private readonly OwnerWalk _walk;

    public LedgerRetention(Database database, IOptions<RetentionOptions> options, TimeProvider time)
    {
        (_database, _options, _time) = (database, options, time);
        _walk = new OwnerWalk(NextAsync, SweepAsync);
    }

    public Task<bool> SweepAsync(CancellationToken cancellationToken) => _walk.StepAsync(cancellationToken);

    private async Task<long?> NextAsync(long after, CancellationToken cancellationToken)
    {
        await using var db = _database.Open();
        return await LedgerTable.NextWorkspaceAsync(db, after, cancellationToken);
    }

    private async Task<bool> SweepAsync(long workspaceId, CancellationToken cancellationToken)
    {
        var horizon = RetentionOptions.Horizon(_options.Value.Ledger, _time.GetUtcNow());
        await using var db = _database.Open();
        if (!await LedgerTable.HasOpenAsync(db, workspaceId, horizon, cancellationToken)) return false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LedgerTable.LockAsync(db, workspaceId, cancellationToken);
        await RetentionMarkTable.RaiseAsync(db, RetainedKind.Ledger, horizon, cancellationToken);
        var closed = await LedgerTable.CloseAsync(db, workspaceId, horizon, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return closed > 0;
    }
}
