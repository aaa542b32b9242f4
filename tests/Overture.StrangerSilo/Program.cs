using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A silo that is none of the server's. Arguments: its port, and the port of the silo that it wants to join; without
// the second one, it waits for others. Prints how many members there are once it is one of them, and runs until it is
// killed.
int[] ports = [.. args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))];
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.UseOrleans(silo => silo.UseLocalhostClustering(
    ports[0], gatewayPort: 0, ports.Length > 1 ? new IPEndPoint(IPAddress.Loopback, ports[1]) : null));
using var host = builder.Build();
await host.StartAsync();
var members = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0)
    .GetHosts(onlyActive: true);
Console.WriteLine(members.Count);
await host.WaitForShutdownAsync();
