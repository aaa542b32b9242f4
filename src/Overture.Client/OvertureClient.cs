namespace Overture.Client;

/// <summary>
/// Speaks to an Overture gateway. An expected refusal is a value (<see cref="OvertureResult{T}"/>), never an exception.
/// </summary>
/// <remarks>
/// <para>
/// The client never repeats a call by itself. An <see cref="HttpRequestException"/> or a time-out leaves open whether
/// the gateway has acted. To ask again safely, name the wish beforehand with
/// <see cref="InviteOptions.IdempotencyKey"/> and repeat the same call with the same key: the gateway carries it out
/// once and answers the same every time. A <see cref="Refusal"/> says in <see cref="Refusal.RetryAt"/> whether and
/// when the same call may succeed.
/// </para>
/// <para>
/// <see cref="OvertureException"/> is thrown for an answer that is not the gateway's (a proxy's error page, say).
/// Instances are safe for concurrent use and hold nothing that needs disposal; the <see cref="HttpClient"/> stays
/// its owner's.
/// </para>
/// </remarks>
public sealed class OvertureClient
{
    /// <summary>
    /// Builds a client by hand; <see cref="OvertureClientRegistration.AddOvertureClient"/> does it with
    /// <see cref="IHttpClientFactory"/>.
    /// </summary>
    /// <param name="httpClient">
    /// What sends the requests. Switch redirects off in its handler: a followed redirect would carry the API key along.
    /// Its <see cref="HttpClient.BaseAddress"/> is not used.
    /// </param>
    /// <param name="options">Where the gateway is and the key it knows the caller by; read once, here.</param>
    /// <exception cref="ArgumentException">The options cannot be used; the message names every fault.</exception>
    public OvertureClient(HttpClient httpClient, OvertureClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        ArgumentNullException.ThrowIfNull(options);
        var faults = OvertureClientOptionsValidator.FindFaults(options).ToList();
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults), nameof(options));
        }

        var gateway = new GatewayConnection(httpClient, options.BaseAddress!, options.ApiKey!);
        Network = new NetworkClient(gateway);
        Accounts = new AccountsClient(gateway);
        Credits = new CreditsClient(gateway);
    }

    /// <summary>Connection requests.</summary>
    public NetworkClient Network { get; }

    /// <summary>The accounts that act.</summary>
    public AccountsClient Accounts { get; }

    /// <summary>What the workspace can spend.</summary>
    public CreditsClient Credits { get; }
}
