using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Connections.Security;

namespace Overture.Server.Cluster;

/// <summary>
/// Lets nodes talk only to nodes that show a trusted certificate, over TLS. Without a certificate in the settings,
/// connections are open to whoever reaches the port, and the log says so.
/// </summary>
internal sealed partial class NodeAuthentication(
    IOptions<ClusterSettings> settings, TimeProvider time, ILogger<NodeAuthentication> logger)
    : IConfigureOptions<SiloConnectionOptions>
{
    // Carried by no certificate: Trusts compares no names.
    private const string AnyNode = "overture-node";

    /// <summary>A stranger who tries in a loop must not fill the log.</summary>
    private static readonly TimeSpan QuietAfterLine = TimeSpan.FromSeconds(10);

    private static readonly object Authenticated = new();

    private readonly Lock _lines = new();
    private long? _lastLine;
    private int _unsaid;

    public void Configure(SiloConnectionOptions options)
    {
        if (string.IsNullOrEmpty(settings.Value.Certificate))
        {
            LogOpen(settings.Value.Port);
            return;
        }

        var certificates = NodeCertificates.Read(settings.Value);
        var tls = new TlsOptions
        {
            LocalCertificate = certificates.Own,
            RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
            ClientCertificateMode = RemoteCertificateMode.RequireCertificate,
            RemoteCertificateValidation = (certificate, _, _) => certificates.Trusts(certificate),
            OnAuthenticateAsClient = (_, client) => client.TargetHost = AnyNode,
        };
        options.ConfigureSiloInboundConnection(
            connection => Authenticate(connection, inner => inner.UseServerTls(tls)));
        options.ConfigureSiloOutboundConnection(
            connection => Authenticate(connection, inner => inner.UseClientTls(tls)));
    }

    /// <summary>Surrounds TLS, which ends a connection without a word when it fails.</summary>
    private void Authenticate(IConnectionBuilder connection, Action<IConnectionBuilder> useTls)
    {
        connection.Use(next => async context =>
        {
            await next(context);
            if (!context.Items.ContainsKey(Authenticated)) Report($"{context.RemoteEndPoint}");
        });
        useTls(connection);
        connection.Use(next => context =>
        {
            context.Items[Authenticated] = true;
            return next(context);
        });
    }

    private void Report(string remote)
    {
        lock (_lines)
        {
            if (_lastLine is { } last && time.GetElapsedTime(last) < QuietAfterLine)
            {
                _unsaid++;
                return;
            }

            LogRefused(remote, _unsaid);
            (_lastLine, _unsaid) = (time.GetTimestamp(), 0);
        }
    }

    [LoggerMessage(
        6003, LogLevel.Warning,
        "Refused a connection between nodes with {Remote}: it shows no certificate that this cluster trusts. {Unsaid} "
        + "more were refused since the line before",
        EventName = "cluster.node_refused")]
    private partial void LogRefused(string remote, int unsaid);

    [LoggerMessage(
        6004, LogLevel.Warning,
        "Traffic between the nodes is neither encrypted nor authenticated: whoever reaches port {Port} can act for "
        + "every account. Set Overture:Cluster:Certificate, or keep everyone else away from the port",
        EventName = "cluster.open")]
    private partial void LogOpen(int port);
}
