using System.Net;
using System.Net.Sockets;
using Overture.Connectors.WebSession;
using Overture.Server.Cluster;
using Overture.Server.Telemetry;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting;

/// <summary>
/// The addresses to listen on, checked before the web server would fail over them with a stack trace.
/// </summary>
internal static class ListenAddresses
{
    public const string Default = "http://127.0.0.1:8080";
    public const string Key = "urls";
    public const string AdminKey = $"{AdminOptions.Section}:{nameof(AdminOptions.Url)}";

    /// <summary>The addresses of the API, separated by semicolons.</summary>
    public static string PublicOf(IConfiguration configuration) => OrDefault(configuration[Key]);

    /// <summary>The addresses of the API and of the admin listener, each separated by semicolons.</summary>
    public static string AllOf(StartSettings start) => start.Admin.Url is { } admin
        ? $"{start.Urls};{admin.GetLeftPart(UriPartial.Authority)}"
        : start.Urls;

    /// <summary>What is wrong with the addresses of the API.</summary>
    public static IEnumerable<string> FaultsOf(string? urls) => Split(urls ?? "")
        .Where(url => !IsUsable(url))
        .Select(url => $"--{Key} (ASPNETCORE_URLS) must be an address such as {Default}, and \"{url}\" is not.");

    /// <summary>What is wrong with the sandbox's address; null when nothing is.</summary>
    public static string? FaultOf(SandboxSettings settings)
    {
        if (!settings.Enabled) return null;
        // The sandbox's controls have no login, and the connector trusts loopback only.
        var isUsable = settings.Url is { IsAbsoluteUri: true, Scheme: "http", PathAndQuery: "/" }
            && WebSessionOptions.IsOnLoopback(settings.Url);
        return isUsable
            ? null
            : $"{SandboxSettings.Section}:{nameof(settings.Url)} must be an http address of this machine without a "
                + $"path, such as http://127.0.0.1:8081, and \"{settings.Url}\" is not.";
    }

    /// <summary>What is wrong with the admin listener's address; null when nothing is.</summary>
    public static string? FaultOfAdmin(string url, bool allowRemote, string? publicUrls)
    {
        // Requests are told apart by their port, so the admin listener needs a known port of its own.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || address is not { Scheme: "http", PathAndQuery: "/", Port: > 0 })
        {
            return $"{AdminKey} must be an http address without a path and with a port of its own, such as "
                + $"http://127.0.0.1:9090, and \"{url}\" is not.";
        }

        if (Split(OrDefault(publicUrls)).Where(IsUsable).Any(one => BindingAddress.Parse(one).Port == address.Port))
        {
            return $"{AdminKey} and --{Key} name the same port, {address.Port}; the admin listener needs its own port.";
        }

        return allowRemote || SandboxKeyRule.IsLoopback(url)
            ? null
            : $"{AdminKey} is \"{url}\", which other machines can reach, and the admin listener has no login; use a "
                + $"loopback address, or set {AdminOptions.Section}:{nameof(AdminOptions.AllowRemote)}=true where only "
                + "a private network reaches it.";
    }

    /// <summary>
    /// Tries the addresses before anything starts. The web server starts last; if it failed, everything before it would
    /// be stopped again, with a stack trace for each part.
    /// </summary>
    /// <exception cref="StartException">An address is in use, not of this machine, or not allowed.</exception>
    public static void Probe(IConfiguration configuration)
    {
        var admin = configuration[AdminKey]?.TrimEnd('/');
        foreach (var url in Split(PublicOf(configuration)))
        {
            var address = BindingAddress.Parse(url);
            if (address.Port == 0 || !IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)) continue;
            Probe(ip, address.Port, url, url == admin ? AdminKey : $"--{Key}");
        }

        var cluster = configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new ClusterSettings();
        if (cluster.Mode == ClusterMode.Alone) return;
        // A node that joined under another node's address would make the cluster declare that node dead.
        var own = cluster.Address is { } given ? IPAddress.Parse(given) : IPAddress.Any;
        const string Setting = $"{ClusterSettings.Section}:{nameof(ClusterSettings.Address)} and "
            + $"{ClusterSettings.Section}:{nameof(ClusterSettings.Port)}";
        Probe(own, cluster.Port, $"{own}:{cluster.Port}", Setting);
    }

    private static void Probe(IPAddress ip, int port, string shown, string setting)
    {
        using var listener = new TcpListener(ip, port);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            var why = exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? "address already in use"
                : exception.Message;
            throw new StartException(
                ExitCode.AddressInUse, $"Failed to bind to address {shown}: {why}. Choose another with {setting}.",
                exception);
        }
    }

    private static string OrDefault(string? urls) => string.IsNullOrEmpty(urls) ? Default : urls;

    private static string[] Split(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsUsable(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.PathBase.Length == 0 && address.Port is >= 0 and <= 65_535
                && (address.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase)
                    || address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
