using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>What the workspace can spend (<c>/v2/credits</c>).</summary>
public sealed class CreditsClient
{
    private readonly GatewayConnection _gateway;

    internal CreditsClient(GatewayConnection gateway) => _gateway = gateway;

    /// <summary>Reads the balance. Free, needs only the key, and so shows that the gateway answers.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The balance, or the refusal.</returns>
    /// <exception cref="HttpRequestException">The gateway could not be reached, or the connection broke.</exception>
    /// <exception cref="OvertureException">What answered is not a gateway this client understands.</exception>
    public Task<OvertureResult<CreditsData>> GetAsync(CancellationToken cancellationToken = default) =>
        _gateway.GetAsync<CreditsData>("v2/credits", cancellationToken);
}
