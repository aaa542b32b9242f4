using Overture.Server.Storage;

namespace Overture.Server.Limits;

/// <summary>The rows behind an account's limit state, and how they are read again.</summary>
internal sealed class LimitRecords(
    long accountId, Database database, ISendHistorySource history, int breakerThreshold, TimeProvider time)
{
    public long AccountId => accountId;

    /// <summary>How many answers of one unknown kind in a row open the breaker.</summary>
    public int BreakerThreshold => breakerThreshold;

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task<Breaker?> BreakerAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await BreakerTable.ReadAsync(db, accountId, cancellationToken);
    }

    public Task<int> CountPendingAsync(CancellationToken cancellationToken) =>
        history.CountPendingAsync(accountId, cancellationToken);
}
