using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

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

    /// <summary>
    /// A handler whose connections take back what was not delivered when they close, also when the process dies: without
    /// that, the kernel goes on delivering a request for minutes after we have stopped waiting for it.
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
