using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;

namespace Overture.Server.Workspaces;

/// <summary>
/// The sandbox key stands in every document, so it is worth nothing as a secret: it is accepted only while nobody else can
/// reach the gateway and nothing real can be reached through it.
/// </summary>
internal sealed class SandboxKeyRule(
    IServer server, IHostApplicationLifetime lifetime, IOptions<WebSessionOptions> webSession)
{
    public const string Key = "sandbox-key";

    private string? _listensBeyondLoopback;
    private bool _isKnown;

    /// <summary>Null while the key is accepted; else the sentence that says why not.</summary>
    public string? IsRefusedBecause => !webSession.Value.IsLoopback
        ? "The sandbox key is refused, because a connector points at an address beyond loopback."
        : ListensBeyondLoopback();

    private string? ListensBeyondLoopback()
    {
        if (_isKnown) return _listensBeyondLoopback;
        // While the server starts, its list of addresses is empty or not yet whole.
        var isWhole = lifetime.ApplicationStarted.IsCancellationRequested;
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var why = !isWhole || addresses.Count == 0 || addresses.Any(address => !IsLoopback(address))
            ? "The sandbox key is refused, because the gateway listens beyond loopback."
            : null;
        if (isWhole) (_listensBeyondLoopback, _isKnown) = (why, true);
        return why;
    }

    internal static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
