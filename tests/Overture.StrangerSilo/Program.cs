using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Overture.StrangerSilo;

/// <summary>
/// A silo that is none of the server's. Arguments: its port, and the port of the silo that it wants to join; without
/// the second one, it waits for others. Once it is a member it prints how many there are, and runs until it is killed.
/// </summary>
internal static class Program
{
    public static async Task Main(string[] args)
    {
        var ports = Array.ConvertAll(args, arg => int.Parse(arg, CultureInfo.InvariantCulture));
        var other = ports.Length > 1 ? new IPEndPoint(IPAddress.Loopback, ports[1]) : null;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(ports[0], gatewayPort: 0, other));
        using var host = builder.Build();
        await host.StartAsync();
        var members = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0)
            .GetHosts(onlyActive: true);
        Console.WriteLine(members.Count);
        await host.WaitForShutdownAsync();
    }
}
