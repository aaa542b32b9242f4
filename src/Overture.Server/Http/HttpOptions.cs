using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Http;

/// <summary>Settings of the HTTP surface (<c>Overture:Http</c>).</summary>
internal sealed class HttpOptions
{
    public const string Section = "Overture:Http";

    /// <summary>
    /// Largest body accepted, in bytes. Default 8,388,608, into which 1,000 rows of invite_many and an import of
    /// 1,000,000 characters fit with every character escaped; 1,024 to 30,000,000, which the web server takes at most.
    /// </summary>
    [Range(1_024, 30_000_000)]
    public int MaxBodyBytes { get; set; } = 8_388_608;

    /// <summary>Requests per minute and API key before key_rate_limit. Default 300; 1 to 100,000,000.</summary>
    [Range(1, 100_000_000)]
    public int RequestsPerMinute { get; set; } = 300;

    /// <summary>
    /// Rows per minute and API key in calls that carry many, such as invite_many. Default 3,000; 1,000 to 100,000,000.
    /// </summary>
    [Range(1_000, 100_000_000)]
    public int RowsPerMinute { get; set; } = 3_000;

    /// <summary>The same rows per day and API key. Default 100,000; 1,000 to 1,000,000,000.</summary>
    [Range(1_000, 1_000_000_000)]
    public int RowsPerDay { get; set; } = 100_000;

    /// <summary>
    /// Requests per minute with an unknown or revoked API key from one remote address, before further ones get
    /// key_rate_limit. Keys that work are not affected. Default 60; 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int FailedKeysPerMinute { get; set; } = 60;

    /// <summary>
    /// Host names that listeners on loopback accept beside <c>localhost</c>, <c>127.0.0.0/8</c> and <c>::1</c>,
    /// separated by <c>;</c>: the names under which a reverse proxy on this machine passes requests on. Default none.
    /// Listeners beyond loopback accept every name.
    /// </summary>
    public string? AllowedHosts { get; set; }

    /// <summary>The names in <see cref="AllowedHosts"/>.</summary>
    public IReadOnlyList<string> HostNames => (AllowedHosts ?? "").Split(
        ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// Connections open at the same time, over all listeners; the server closes further ones at once. Default 10,000; 1
    /// to 1,000,000. Each needs a file descriptor.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>
    /// Largest sum of a request's header lines, in bytes. Default 32,768; 1,024 to 1,000,000. A request line can have
    /// 8,192, and a request 100 headers.
    /// </summary>
    [Range(1_024, 1_000_000)]
    public int MaxHeaderBytes { get; set; } = 32_768;

    /// <summary>
    /// How long the headers of a request can take to arrive. Default 30 s; 1 s to 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection can wait for its next request. Default 2 min; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Slowest arrival of a body, in bytes a second, measured after 5 s; a slower one is refused. Default 240; 1 to
    /// 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MinBodyBytesPerSecond { get; set; } = 240;
}
