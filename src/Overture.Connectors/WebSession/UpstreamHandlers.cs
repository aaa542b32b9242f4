using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Overture.Connectors.WebSession;

/// <summary>
/// Creates the innermost handlers, free of process-wide state: no proxy, no cookies, no trace headers.
/// </summary>
internal static class UpstreamHandlers
{
    private const int Connections = 1024;

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    // Well below the servers' own idle time-out: a connection that the server closes while we write is harmless for a
    // read but leaves a send with an unknown outcome.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(20);

    /// <summary>
    /// A handler whose connections discard undelivered bytes when they close, even when the process dies. Otherwise the
    /// kernel keeps delivering a request for minutes after we stopped waiting.
    /// </summary>
    public static SocketsHttpHandler CreateForSends()
    {
        var handler = Create();
        handler.ConnectCallback = static async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                LingerState = new LingerOption(enable: true, seconds: 0),
            };
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        return handler;
    }

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
