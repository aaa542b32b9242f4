using System.Diagnostics;
using System.Net;

namespace Overture.Connectors.WebSession;

/// <summary>Makes the innermost handlers. Nothing of the process leaks into them: no proxy, no cookies, no trace headers.</summary>
internal static class UpstreamHandlers
{
    private const int Connections = 1024;

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // Well below what servers keep idle connections for: a connection that the other side closes just as we write to it
    // is harmless for a read, but leaves a send without a known outcome.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(20);

    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        MaxConnectionsPerServer = Connections,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = IdleTimeout,
        ConnectTimeout = ConnectTimeout,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };
}
