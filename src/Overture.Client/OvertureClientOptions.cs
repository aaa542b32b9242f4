namespace Overture.Client;

/// <summary>Where the gateway is and the key it knows the caller by.</summary>
public sealed class OvertureClientOptions
{
    /// <summary>
    /// The gateway's address without <c>/v2</c>, such as <c>https://overture.example</c>; required. A path in front is
    /// kept. The API key travels in every request, so use <c>https</c> outside a trusted network.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>The workspace's API key; required. It appears in no message, log or text form of this package.</summary>
    public string? ApiKey { get; set; }
}
