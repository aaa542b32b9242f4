using Overture.Client.Contract;

namespace Overture.Client;

/// <content>The account's limits.</content>
public sealed partial class NetworkClient
{
    /// <summary>Reads the account's limits.</summary>
    /// <returns>Budgets and cooldowns, or the refusal.</returns>
    public Task<OvertureResult<LimitsData>> LimitsAsync(
        string accountId, CancellationToken cancellationToken = default) =>
        ActAsync(LimitActions.Limits, accountId, new(), null, cancellationToken);

    /// <summary>Replaces all of the account's own limits. A null limit follows the deployment.</summary>
    /// <returns>The limits now in force, or the refusal.</returns>
    public Task<OvertureResult<LimitsData>> SetLimitsAsync(
        string accountId, AccountLimits limits, RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(LimitActions.SetLimits, accountId, limits, options, cancellationToken);
}
