using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Overture.Server.Http;

/// <summary>What the web server does on every listener before the application sees a request.</summary>
internal sealed class WebServer(IOptions<HttpOptions> options, BareAnswers bareAnswers)
    : IConfigureOptions<KestrelServerOptions>
{
    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.RequestHeaderEncodingSelector = EncodingOf;
        Limit(kestrel.Limits, options.Value);
        kestrel.ConfigureEndpointDefaults(listener =>
        {
            if (listener.IPEndPoint is { } address && IPAddress.IsLoopback(address.Address))
            {
                listener.Use(MarkAsLoopback);
            }

            listener.Use(bareAnswers.Wrap);
        });
    }

    private static void Limit(KestrelServerLimits limits, HttpOptions options)
    {
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestBodySize = options.MaxBodyBytes;
        limits.MaxRequestHeadersTotalSize = options.MaxHeaderBytes;
        limits.RequestHeadersTimeout = options.HeadersTimeout;
        limits.KeepAliveTimeout = options.KeepAliveTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(options.MinBodyBytesPerSecond, BodyGrace);
    }

    /// <summary>
    /// A header can contain any byte; read as UTF-8, a stray one would end the request with a bare 400. A length
    /// consists of digits. With an encoding of ours the web server would copy it to where only 20 characters fit.
    /// </summary>
    private static Encoding? EncodingOf(string header) =>
        header.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase) ? null : Encoding.Latin1;

    private static ConnectionDelegate MarkAsLoopback(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(LoopbackListener.Instance);
        return next(connection);
    };
}
