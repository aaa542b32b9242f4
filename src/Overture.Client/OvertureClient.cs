namespace Overture.Client;

/// <summary>
/// A client of an Overture gateway. An expected refusal is a value (<see cref="OvertureResult{T}"/>), not an exception.
/// </summary>
/// <remarks>
/// <para>
/// The client never retries. After an <see cref="HttpRequestException"/> or a timeout, the gateway might have acted. To
/// retry safely, set <see cref="RequestOptions.IdempotencyKey"/> before the first attempt and repeat the same
/// call with the same key: the gateway acts once and gives the same answer every time.
/// <see cref="Refusal.RetryAt"/> says whether and when a refused call can succeed.
/// </para>
/// <para>
/// An answer that does not come from a gateway, such as a proxy's error page, throws an
/// <see cref="OvertureException"/>. Instances are safe for concurrent use and need no disposal. The caller keeps
/// ownership of the <see cref="HttpClient"/>.
/// </para>
/// </remarks>
public sealed class OvertureClient
{
    /// <summary>
    /// Creates a client. <see cref="OvertureClientRegistration.AddOvertureClient"/> does it with
    /// <see cref="IHttpClientFactory"/>.
    /// </summary>
    /// <param name="httpClient">
    /// The HTTP client. Its handler must not follow redirects, because a redirect would carry the API key along. Its
    /// <see cref="HttpClient.BaseAddress"/> is not used.
    /// </param>
    /// <param name="options">The gateway's address and the API key. Later changes have no effect.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message names every fault.</exception>
    public OvertureClient(HttpClient httpClient, OvertureClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        ArgumentNullException.ThrowIfNull(options);
        var faults = OvertureClientOptionsValidator.FindFaults(options).ToList();
        if (faults.Count > 0) throw new ArgumentException(string.Join(" ", faults), nameof(options));

        var gateway = new GatewayConnection(httpClient, options.BaseAddress!, options.ApiKey!);
        Network = new NetworkClient(gateway);
        Accounts = new AccountsClient(gateway);
        Credits = new CreditsClient(gateway);
    }

    /// <summary>Connection requests, their queue and their limits.</summary>
    public NetworkClient Network { get; }

    /// <summary>The workspace's accounts.</summary>
    public AccountsClient Accounts { get; }

    /// <summary>The workspace's credits.</summary>
    public CreditsClient Credits { get; }
}
