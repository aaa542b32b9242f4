using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Server.Telemetry;

namespace Overture.Server.Workspaces;

/// <summary>
/// The sandbox key stands in every document, so it is worth nothing as a secret: it is accepted only while no one else
/// can reach the gateway and nothing real can be reached through it.
/// </summary>
internal sealed class SandboxKeyRule(
    IServer server, IHostApplicationLifetime lifetime, IOptions<WebSessionOptions> webSession,
    IOptions<AdminOptions> admin)
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
        // The key opens nothing that the admin listener serves, so where that one listens does not matter here.
        var why = !isWhole || addresses.Count == 0
            || addresses.Any(address => !IsAdmin(address) && !IsLoopback(address))
            ? "The sandbox key is refused, because the gateway listens beyond loopback."
            : null;
        if (isWhole) (_listensBeyondLoopback, _isKnown) = (why, true);
        return why;
    }

    private bool IsAdmin(string address) =>
        admin.Value.Url is { } url && BindingAddress.Parse(address).Port == url.Port;

    internal static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
