using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>The workspace's credits (<c>/v2/credits</c>).</summary>
public sealed class CreditsClient
{
    private readonly GatewayConnection _gateway;

    internal CreditsClient(GatewayConnection gateway) => _gateway = gateway;

    /// <summary>Reads the balance. The call is free and needs no account, so it can check the connection.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The balance, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway is unreachable, or the connection broke.</exception>
    /// <exception cref="OvertureException">The answer is not one that this client understands.</exception>
    public Task<OvertureResult<CreditsData>> GetAsync(CancellationToken cancellationToken = default) =>
        _gateway.GetAsync<CreditsData>("v2/credits", cancellationToken);
}
