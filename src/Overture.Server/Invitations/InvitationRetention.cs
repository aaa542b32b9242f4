using Microsoft.Extensions.Options;
using Overture.Server.Growth;
using Overture.Server.Storage;

namespace Overture.Server.Invitations;

/// <summary>Deletes old invitations that are no longer live, one account after the other.</summary>
internal sealed class InvitationRetention : IRetained
{
    private readonly Database _database;
    private readonly IOptions<RetentionOptions> _options;
    private readonly TimeProvider _time;
    private readonly OwnerWalk _walk;

    public InvitationRetention(Database database, IOptions<RetentionOptions> options, TimeProvider time)
    {
        (_database, _options, _time) = (database, options, time);
        _walk = new OwnerWalk(NextAsync, SweepAsync);
    }

    public Task<bool> SweepAsync(CancellationToken cancellationToken) => _walk.StepAsync(cancellationToken);

    private async Task<long?> NextAsync(long after, CancellationToken cancellationToken)
    {
        await using var db = _database.Open();
        return await InvitationTable.NextAccountAsync(db, after, cancellationToken);
    }

    private async Task<bool> SweepAsync(long accountId, CancellationToken cancellationToken)
    {
        var horizon = RetentionOptions.Horizon(_options.Value.Invitations, _time.GetUtcNow());
        await using var db = _database.Open();
        if (!await InvitationTable.HasOldAsync(db, accountId, horizon, cancellationToken)) return false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await RetentionMarkTable.RaiseAsync(db, RetainedKind.Invitations, horizon, cancellationToken);
        var deleted = await InvitationTable.DeleteOldAsync(db, accountId, horizon, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted > 0;
    }
}
