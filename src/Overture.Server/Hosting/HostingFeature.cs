using Overture.Connectors.WebSession;
using Overture.Server.Storage;

namespace Overture.Server.Hosting;

/// <summary>What must be ready before the first request and before every other hosted service.</summary>
internal static class HostingFeature
{
    public static void AddHosting(this WebApplicationBuilder builder, StartSettings start)
    {
        var services = builder.Services;
        services.AddSettings(builder.Configuration);
        services.AddSingleton<RowKeys>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = start.StopTimeout);
        services.AddHostedService<Preparation>();
        // Adds a hosted service that makes a key if there is none; Preparation has already made one, on one node only.
        services.AddKeyRing(start.Storage);
        services.AddSingleton<EmbeddedSandbox>();
        services.AddSingleton<IWebSessionAddress>(provider => provider.GetRequiredService<EmbeddedSandbox>());
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedSandbox>());
    }
}
