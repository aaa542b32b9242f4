using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Overture.Connectors.WebSession;

namespace Overture.Server.Hosting;

/// <summary>Checks the addresses to listen on before the web server fails over them with a stack trace.</summary>
internal static class ListenAddresses
{
    public const string Key = "urls";

    /// <summary>What is wrong with the gateway's addresses; they are separated by semicolons.</summary>
    public static IEnumerable<string> FaultsOf(string? urls) =>
        (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
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

    /// <summary>
    /// Finds out before anything starts whether the addresses can be listened on: the web server is the last to start, and
    /// everything before it would have to be taken down again, with a trace for each part.
    /// </summary>
    /// <exception cref="IOException">An address is in use.</exception>
    /// <exception cref="SocketException">An address is not of this machine, or not allowed.</exception>
    public static void Probe(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(url);
            if (address.Port == 0 || !IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)) continue;
            using var listener = new TcpListener(ip, address.Port);
            try
            {
                listener.Start();
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                var inUse = new AddressInUseException(exception.Message, exception);
                throw new IOException($"Failed to bind to address {url}: address already in use.", inUse);
            }
        }
    }

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
