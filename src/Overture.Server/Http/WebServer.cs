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
        Limit(kestrel.Limits);
        kestrel.ConfigureEndpointDefaults(listener =>
        {
            if (listener.IPEndPoint is { } address && IPAddress.IsLoopback(address.Address))
            {
                listener.Use(MarkAsLoopback);
            }

            listener.Use(bareAnswers.Wrap);
        });
    }

    private void Limit(KestrelServerLimits limits)
    {
        HttpOptions values;
        try
        {
            values = options.Value;
        }
        catch (OptionsValidationException)
        {
            // The server is made before the settings are validated; the validation reports this fault with all others.
            return;
        }

        limits.MaxConcurrentConnections = values.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        // The largest body of all is the web server's own limit: it cuts a caller off amid the body, while MaxBodyBytes
        // is answered.
        limits.MaxRequestHeadersTotalSize = values.MaxHeaderBytes;
        limits.RequestHeadersTimeout = values.HeadersTimeout;
        limits.KeepAliveTimeout = values.KeepAliveTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(values.MinBodyBytesPerSecond, BodyGrace);
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
