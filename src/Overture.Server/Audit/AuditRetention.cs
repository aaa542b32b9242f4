using Microsoft.Extensions.Options;
using Overture.Server.Growth;
using Overture.Server.Storage;

namespace Overture.Server.Audit;

/// <summary>
/// Deletes old audit rows from the beginning of each chain and leaves a signed anchor in their place. Rows that do not
/// follow from each other stay: they are evidence.
/// </summary>
internal sealed partial class AuditRetention : IRetained
{
    private readonly Database _database;
    private readonly AuditSignature _signature;
    private readonly IOptions<RetentionOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditRetention> _logger;
    private readonly OwnerWalk _walk;

    public AuditRetention(
        Database database, AuditSignature signature, IOptions<RetentionOptions> options, TimeProvider time,
        ILogger<AuditRetention> logger)
    {
        (_database, _signature, _options, _time, _logger) = (database, signature, options, time, logger);
        _walk = new OwnerWalk(NextAsync, SweepAsync);
    }

    public Task<bool> SweepAsync(CancellationToken cancellationToken) => _walk.StepAsync(cancellationToken);

    private async Task<long?> NextAsync(long after, CancellationToken cancellationToken)
    {
        await using var db = _database.Open();
        return await AuditTable.NextChainAsync(db, after, cancellationToken);
    }

    private async Task<bool> SweepAsync(long chain, CancellationToken cancellationToken)
    {
        var horizon = RetentionOptions.Horizon(_options.Value.Audit, _time.GetUtcNow());
        await using var db = _database.Open();
        var old = await AuditTable.OldestAsync(db, chain, horizon, cancellationToken);
        if (old.Count == 0) return false;
        var anchor = await AuditAnchorTable.FindAsync(db, chain, cancellationToken);
        if ((anchor is not null && !_signature.IsGenuine(anchor)) || !Follows(old, anchor))
        {
            LogBroken(AuditCheck.NameOf(chain));
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await RetentionMarkTable.RaiseAsync(db, RetainedKind.Audit, horizon, cancellationToken);
        await AuditAnchorTable.SetAsync(
            db, _signature.Sign(chain, old[^1].Number, old[^1].Hash), cancellationToken);
        await AuditTable.DeleteToAsync(db, chain, old[^1].Number, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static bool Follows(List<AuditRow> rows, AuditAnchorRow? anchor)
    {
        var (number, hash) = anchor is null ? (0, AuditChain.Beginning(rows[0].Chain)) : (anchor.Number, anchor.Hash);
        foreach (var row in rows)
        {
            if (row.Number != ++number || !row.Hash.AsSpan().SequenceEqual(AuditChain.HashOf(row, hash))) return false;
            hash = row.Hash;
        }

        return true;
    }

    [LoggerMessage(
        7201, LogLevel.Error,
        "Old audit rows of chain {Chain} do not follow from each other, so retention keeps them; run verify-audit",
        EventName = "audit.not_swept")]
    private partial void LogBroken(string chain);
}
