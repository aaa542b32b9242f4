using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Storage;

namespace Overture.Server.Limits;

/// <summary>Reads where an account stands against its limits.</summary>
internal sealed class LimitStateReader(
    Database database, ISendHistorySource history, IConnector connector, IOptions<LimitsOptions> options,
    TimeProvider time) : IAccountPart
{
    public async Task LoadAsync(AccountContext account, CancellationToken cancellationToken) =>
        account.Attach(await ReadAsync(account.Row, cancellationToken));

    public Task<AccountLimitState> ReadAsync(AccountRow account, CancellationToken cancellationToken) =>
        ReadAsync(account, reads: null, cancellationToken);

    /// <summary>
    /// For an urgent call, which runs beside another: what is durable, and the reads that the account has counted since
    /// its last lease.
    /// </summary>
    public Task<AccountLimitState> ReadBesideAsync(AccountContext account, CancellationToken cancellationToken) =>
        ReadAsync(account.Row, account.Part<AccountLimitState>().Reads, cancellationToken);

    /// <summary>What the account may do under these limits of its own.</summary>
    public LimitsPolicy PolicyOf(AccountRow account, AccountLimits? own) =>
        LimitsPolicy.Of(options.Value, own, account.IsPremium, account.CreatedAt, connector.IsLocal);

    private async Task<AccountLimitState> ReadAsync(
        AccountRow account, ReadBudget? reads, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var own = await AccountLimitsTable.ReadAsync(db, account.Id, cancellationToken);
        var policy = PolicyOf(account, own);
        return new AccountLimitState(
            policy,
            policy.IsEnabled ? await history.ReadAsync(account.Id, cancellationToken) : SendHistory.Empty,
            await CooldownTable.ReadAsync(db, account.Id, cancellationToken),
            await BreakerTable.ReadAsync(db, account.Id, cancellationToken))
        {
            Own = own,
            Reads = reads ?? new ReadBudget(
                policy.ReadsPerHour, connector.MaxReads,
                policy.ReadsPerHour is null ? default
                    : await ReadBudgetTable.ReadAsync(db, account.Id, cancellationToken)),
            Records = new LimitRecords(account.Id, database, history, options.Value.BreakerThreshold, time),
        };
    }
}
