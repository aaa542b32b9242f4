using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace Overture.Server.Hosting;

/// <summary>The silo in this process, in which the accounts' actors live.</summary>
internal static class SiloFeature
{
    // Longer than a turn may wait and work with the longest settings: an actor always answers before its caller gives up.
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(1);

    public static void AddSilo(this WebApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = LongestCall);
    });

    // One silo alone speaks to nobody, but it insists on a port; a fixed one would let one server run per machine.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
