using Microsoft.AspNetCore.Server.Kestrel.Core;
using Overture.Sandbox.Control;
using Overture.Sandbox.Faults;
using Overture.Sandbox.Network;
using Overture.Sandbox.Voyager;

namespace Overture.Sandbox;

/// <summary>Builds a sandbox that its caller starts and stops.</summary>
public static class SandboxHost
{
    private const int MaxConnections = 10_000;
    private const int MaxBodyBytes = 1_048_576;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Opens the data folder and prepares the server; StartAsync then binds the address. Both throw an IOException with
    /// a message of one clear sentence when the folder or the port cannot be used.
    /// </summary>
    public static WebApplication Build(SandboxOptions options, TimeProvider? time = null) =>
        Build(options, time ?? TimeProvider.System, ownsProcess: false);

    /// <summary>With ownsProcess the host listens to Ctrl+C and SIGTERM; inside another host it must not.</summary>
    internal static WebApplication Build(SandboxOptions options, TimeProvider time, bool ownsProcess)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        // The caller reports a failed start in one sentence; the host would add a stack trace.
        builder.Logging.SetMinimumLevel(options.LogLevel).AddSimpleConsole()
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddSingleton(new BrowserCheck(options));
        AddServices(builder.Services, new SandboxNetwork(options.DataDirectory, time));
        if (!ownsProcess) builder.Services.AddSingleton<IHostLifetime, HostedLifetime>();
        var app = builder.Build();
        app.Use(app.Services.GetRequiredService<BrowserCheck>().HandleAsync);
        app.Use(app.Services.GetRequiredService<SandboxRouter>().HandleAsync);
        // Must follow the router: without this call the framework puts routing in front of it.
        app.UseRouting();
        app.MapControlSurface();
        return app;
    }

    private static void AddServices(IServiceCollection services, SandboxNetwork network)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddRoutingCore();
        services.AddSingleton(_ => network);
        services.AddHostedService<NetworkLifetime>();
        services.AddSingleton<FaultTable>();
        services.AddSingleton<SandboxCounters>();
        services.AddSingleton<VoyagerApi>();
        services.AddSingleton<SandboxRouter>();
    }
}
