using System.Net;
using System.Net.Sockets;
using Overture.Connectors.WebSession;
using Overture.Server.Cluster;
using Overture.Server.Telemetry;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting;

/// <summary>Checks the addresses to listen on before the web server fails over them with a stack trace.</summary>
internal static class ListenAddresses
{
    public const string Key = "urls";
    public const string AdminKey = $"{AdminOptions.Section}:{nameof(AdminOptions.Url)}";

    /// <summary>What is wrong with the gateway's addresses; they are separated by semicolons.</summary>
    public static IEnumerable<string> FaultsOf(string? urls) =>
        Split(urls ?? "")
            .Where(url => !IsUsable(url))
            .Select(url => $"--{Key} (ASPNETCORE_URLS) must be an address such as {ServerHost.DefaultUrl}, and \"{url}\" is not.");

    /// <summary>What is wrong with the sandbox's address; null when nothing is.</summary>
    public static string? FaultOf(SandboxSettings settings)
    {
        if (!settings.Enabled) return null;
        // Whoever reaches the sandbox reaches its controls, and the connector would no longer point at loopback.
        var isUsable = settings.Url is { IsAbsoluteUri: true, Scheme: "http", PathAndQuery: "/" }
            && new WebSessionOptions { BaseAddress = settings.Url }.IsLoopback;
        return isUsable
            ? null
            : $"{SandboxSettings.Section}:{nameof(settings.Url)} must be an http address of this machine without a path, "
                + $"such as http://127.0.0.1:8081, and \"{settings.Url}\" is not.";
    }

    /// <summary>What is wrong with the admin listener's address; null when nothing is.</summary>
    public static string? FaultOfAdmin(string url, bool allowRemote, string? publicUrls)
    {
        // Port 0 would be a port that nobody knows, and the port is what tells the two listeners apart.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address is not { Scheme: "http", PathAndQuery: "/", Port: > 0 })
        {
            return $"{AdminKey} must be an http address without a path and with a port of its own, such as http://127.0.0.1:9090, "
                + $"and \"{url}\" is not.";
        }

        var publicOnes = Split(string.IsNullOrEmpty(publicUrls) ? ServerHost.DefaultUrl : publicUrls).Where(IsUsable);
        if (publicOnes.Any(one => BindingAddress.Parse(one).Port == address.Port))
            return $"{AdminKey} and --{Key} name the same port, {address.Port}; the admin listener needs one of its own.";
        return allowRemote || SandboxKeyRule.IsLoopback(url)
            ? null
            : $"{AdminKey} is \"{url}\", which other machines can reach, and the admin listener has no login; use a loopback address, or set "
                + $"{AdminOptions.Section}:{nameof(AdminOptions.AllowRemote)}=true where only a private network reaches it.";
    }

    /// <summary>
    /// Finds out before anything starts whether the addresses can be listened on: the web server is the last to start, and
    /// everything before it would have to be taken down again, with a trace for each part.
    /// </summary>
    /// <exception cref="StartException">An address is in use, not of this machine, or not allowed.</exception>
    public static void Probe(IConfiguration configuration)
    {
        var admin = configuration[AdminKey]?.TrimEnd('/');
        foreach (var url in Split(configuration[Key] ?? ServerHost.DefaultUrl))
        {
            var address = BindingAddress.Parse(url);
            if (address.Port == 0 || !IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)) continue;
            Probe(ip, address.Port, url, url == admin ? AdminKey : $"--{Key}");
        }

        var cluster = configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new ClusterSettings();
        if (cluster.Mode == ClusterMode.Alone) return;
        // A node that joined under the address of another would have that one called dead.
        var own = cluster.Address is { } given ? IPAddress.Parse(given) : IPAddress.Any;
        Probe(
            own, cluster.Port, $"{own}:{cluster.Port}",
            $"{ClusterSettings.Section}:{nameof(cluster.Address)} and {ClusterSettings.Section}:{nameof(cluster.Port)}");
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
            var why = exception.SocketErrorCode == SocketError.AddressAlreadyInUse ? "address already in use" : exception.Message;
            throw new StartException(
                ExitCode.AddressInUse, $"Failed to bind to address {shown}: {why}. Choose another with {setting}.", exception);
        }
    }

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
