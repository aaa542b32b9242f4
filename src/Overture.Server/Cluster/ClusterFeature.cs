using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Overture.Server.Cluster;

/// <summary>Adds the Orleans silo in this process, which hosts the grains, and joins it to the cluster.</summary>
internal static class ClusterFeature
{
    // The same for every cluster: two clusters are kept apart by their databases.
    private const string Id = "overture";

    // A node is suspected after three unanswered probes; the last quarter of DeadAfter is for the vote.
    private const int MissedProbes = 3;

    // Longer than a mailbox call can wait and run under any settings: a grain always answers before its caller gives
    // up. A call to a dying node ends as soon as the others declare it dead.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromHours(1);

    /// <param name="builder">The server's builder.</param>
    /// <param name="postgreSql">Connection string of the database that lists the nodes; read only in a cluster.</param>
    /// <param name="stopTimeout">How long a stopping node waits for what its grains have begun.</param>
    public static void AddCluster(this WebApplicationBuilder builder, string? postgreSql, TimeSpan stopTimeout)
    {
        var settings = builder.Configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>()
            ?? new ClusterSettings();
        builder.UseOrleans(silo =>
        {
            if (settings.Mode == ClusterMode.PostgreSql) silo.JoinCluster(settings, postgreSql!);
            else silo.StayAlone();
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = CallTimeout);
            silo.Configure<GrainCollectionOptions>(options => options.DeactivationTimeout = stopTimeout);
        });
        builder.Services.AddSingleton<Relocation>();
        builder.Services.AddHostedService<JobCaller>();
    }

    /// <summary>Registers a background job, which runs on one node of the cluster at a time.</summary>
    /// <param name="services">The server's services.</param>
    /// <param name="name">Name of the job, unique in the cluster.</param>
    /// <param name="interval">Pause between two rounds.</param>
    public static void AddJob<T>(
        this IServiceCollection services, string name, Func<IServiceProvider, TimeSpan> interval)
        where T : class, IBackgroundJob
    {
        services.AddKeyedTransient<IBackgroundJob, T>(name);
        services.AddSingleton(provider => new JobSchedule(name, interval(provider)));
    }

    private static void JoinCluster(this ISiloBuilder silo, ClusterSettings settings, string postgreSql)
    {
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", postgreSql));
        silo.Services.AddSingleton<IConfigureOptions<SiloConnectionOptions>, NodeAuthentication>();
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Id, Id));
        silo.Configure<EndpointOptions>(options =>
        {
            if (settings.Address is { } address) options.AdvertisedIPAddress = IPAddress.Parse(address);
            // No gateway port: grains are only called from inside a silo.
            (options.SiloPort, options.GatewayPort) = (settings.Port, 0);
        });
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.NumMissedProbesLimit = MissedProbes;
            options.ProbeTimeout = settings.DeadAfter / (MissedProbes + 1);
            // A node heard from within NumMissedProbesLimit times this is not suspected. The default is four times
            // ProbeTimeout: a hanging node with open connections would then be trusted three times as long as
            // DeadAfter.
            options.MaxProbeTimeout = options.ProbeTimeout;
            // A starting node contacts every node listed as alive; it must not wait for nodes that all died at once.
            options.IAmAliveTablePublishTimeout = settings.DeadAfter / 2;
            options.TableRefreshTimeout = settings.DeadAfter;
        });
    }

    /// <summary>The silo opens no port: nothing but this process can call its grains.</summary>
    private static void StayAlone(this ISiloBuilder silo)
    {
        // Its name in the membership, which is in memory.
        silo.UseLocalhostClustering(EndpointOptions.DEFAULT_SILO_PORT, gatewayPort: 0);
        var listeners = silo.Services
            .Where(service => service.IsKeyedService && service.ServiceType == typeof(IConnectionListenerFactory))
            .ToList();
        if (listeners.Count == 0) throw new NotSupportedException("Orleans opens its ports in a way not known here.");
        foreach (var listener in listeners)
        {
            silo.Services.Remove(listener);
            silo.Services.AddKeyedSingleton<IConnectionListenerFactory, NoListener>(listener.ServiceKey);
        }
    }
}
