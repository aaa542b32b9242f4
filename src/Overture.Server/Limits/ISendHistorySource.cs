namespace Overture.Server.Limits;

/// <summary>Knows what an account has sent; budgets are evaluated against it.</summary>
internal interface ISendHistorySource
{
    Task<SendHistory> ReadAsync(long accountId, CancellationToken cancellationToken);

    /// <summary>How many of the account's invitations are pending, those sent by hand among them.</summary>
    Task<int> CountPendingAsync(long accountId, CancellationToken cancellationToken);
}
