namespace Overture.Client;

/// <summary>The gateway's address and the API key.</summary>
public sealed class OvertureClientOptions
{
    /// <summary>
    /// The gateway's address without <c>/v2</c>, such as <c>https://overture.example</c>; required. It can contain a
    /// path. Every request carries the API key, so use <c>https</c> outside a trusted network.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>The workspace's API key; required. It never appears in a message, a log or a string.</summary>
    public string? ApiKey { get; set; }
}
