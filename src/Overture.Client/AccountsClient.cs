using System.Globalization;
using System.Runtime.CompilerServices;
using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>The workspace's accounts (<c>/v2/login</c> and <c>/v2/accounts</c>).</summary>
public sealed class AccountsClient
{
    private readonly GatewayConnection _gateway;

    internal AccountsClient(GatewayConnection gateway) => _gateway = gateway;

    /// <summary>
    /// Connects an account with its owner's session. The call is free and repeatable: the same member always gets the
    /// same account id.
    /// </summary>
    /// <param name="request">The session, and the name and country to list.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The account's id, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway is unreachable, or the connection broke.</exception>
    /// <exception cref="OvertureException">The answer is not one that this client understands.</exception>
    public Task<OvertureResult<LoginData>> LoginAsync(
        LoginRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _gateway.PostAsync<LoginRequest, LoginData>("v2/login", request, null, cancellationToken);
    }

    /// <summary>Lists one page of the workspace's accounts, oldest first.</summary>
    /// <param name="limit">The maximum number of accounts in the page: 1 to 500.</param>
    /// <param name="offset">The number of accounts to skip.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The page, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway is unreachable, or the connection broke.</exception>
    /// <exception cref="OvertureException">The answer is not one that this client understands.</exception>
    public Task<OvertureResult<AccountsData>> ListAsync(
        int limit = 50, int offset = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var path = string.Create(CultureInfo.InvariantCulture, $"v2/accounts?limit={limit}&offset={offset}");
        return _gateway.GetAsync<AccountsData>(path, cancellationToken);
    }

    /// <summary>
    /// Lists all accounts of the workspace, oldest first. It reads the pages as needed. An account that is connected or
    /// disconnected meanwhile can be missing or come twice.
    /// </summary>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The accounts.</returns>
    /// <exception cref="HttpRequestException">The gateway is unreachable, or the connection broke.</exception>
    /// <exception cref="OvertureException">
    /// The gateway refused a page, or the answer is not one that this client understands.
    /// </exception>
    public async IAsyncEnumerable<AccountItem> ListAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const int PageSize = 500;
        for (int? offset = 0; offset is { } start;)
        {
            var result = await ListAsync(PageSize, start, cancellationToken).ConfigureAwait(false);
            var page = result.GetOrThrow();
            foreach (var account in page.Items) yield return account;

            // A page that points backwards must not cause an endless loop.
            offset = page.Pagination is { HasMore: true, NextOffset: { } next } && next > start ? next : null;
        }
    }

    /// <summary>Reads one account.</summary>
    /// <param name="accountId">The account's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The account, or the refusal (<see cref="Reason.UnknownAccount"/>).</returns>
    /// <exception cref="HttpRequestException">The gateway is unreachable, or the connection broke.</exception>
    /// <exception cref="OvertureException">The answer is not one that this client understands.</exception>
    public Task<OvertureResult<AccountItem>> GetAsync(string accountId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(accountId);
        if (accountId is "." or "..") throw new ArgumentException("Not an account id.", nameof(accountId));
        return _gateway.GetAsync<AccountItem>("v2/accounts/" + Uri.EscapeDataString(accountId), cancellationToken);
    }
}
