using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Overture.Connectors.WebSession;
using Overture.Server.Telemetry;

namespace Overture.Server.Workspaces;

/// <summary>
/// The sandbox key stands in every document, so it is worth nothing as a secret: it is accepted only while no one else
/// can reach the gateway and nothing real can be reached through it. A header that a proxy adds shows that somebody
/// else can.
/// </summary>
internal sealed class SandboxKeyRule(
    IServer server, IHostApplicationLifetime lifetime, IOptions<WebSessionOptions> webSession,
    IOptions<AdminOptions> admin, IOptions<SandboxSettings> settings)
{
    public const string Key = "sandbox-key";

    // X-Forwarded-* beside them.
    private static readonly string[] OfProxies = ["Forwarded", "X-Real-IP", "Via"];

    private string? _listensBeyondLoopback;
    private bool _isKnown;

    /// <summary>Null while the key is accepted; else the sentence that says why not.</summary>
    public string? RefusesBecause(HttpRequest request)
    {
        if (!settings.Value.KeyEnabled) return "The sandbox key is refused, because the operator turned it off.";
        if (!webSession.Value.IsLoopback)
        {
            return "The sandbox key is refused, because a connector points at an address beyond loopback.";
        }

        return ListensBeyondLoopback() ?? (IsForwarded(request.Headers)
            ? "The sandbox key is refused, because the request came through a proxy."
            : null);
    }

    /// <summary>The key for an example that this request's caller can use; null when it would be refused.</summary>
    public static string? ExampleFor(HttpContext http) =>
        http.RequestServices.GetRequiredService<SandboxKeyRule>().RefusesBecause(http.Request) is null ? Key : null;

    private static bool IsForwarded(IHeaderDictionary headers) =>
        OfProxies.Any(headers.ContainsKey)
        || headers.Keys.Any(name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));

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
