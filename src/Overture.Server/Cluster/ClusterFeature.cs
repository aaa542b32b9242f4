using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace Overture.Server.Cluster;

/// <summary>The silo in this process, in which actors live, and how it finds the others.</summary>
internal static class ClusterFeature
{
    // Of the database and of the grains: nodes see each other only when both agree. Two clusters have two databases.
    private const string Id = "overture";

    // Three probes go unanswered before a node is suspected; the last quarter of the time is for the vote.
    private const int MissedProbes = 3;

    // Longer than a turn may wait and work with the longest settings: an actor always answers before its caller gives up.
    // A call to a node that dies ends as soon as the others call it dead.
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(1);

    /// <param name="builder">Of the server.</param>
    /// <param name="postgreSql">Connection string of the database in which the nodes find each other; only read in a cluster.</param>
    /// <param name="longestTurn">How long a stopping node waits for what its actors have begun.</param>
    public static void AddCluster(this WebApplicationBuilder builder, string? postgreSql, TimeSpan longestTurn)
    {
        var settings = builder.Configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new ClusterSettings();
        builder.UseOrleans(silo =>
        {
            if (settings.Mode == ClusterMode.PostgreSql) silo.JoinCluster(settings, postgreSql!);
            else silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = LongestCall);
            silo.Configure<GrainCollectionOptions>(options => options.DeactivationTimeout = longestTurn);
        });
        builder.Services.AddSingleton<Relocation>();
        builder.Services.AddHostedService<ChoreCaller>();
    }

    /// <summary>Registers work that is done by one node of the cluster at a time.</summary>
    /// <param name="services">Of the server.</param>
    /// <param name="name">Name of the work; the cluster does each once.</param>
    /// <param name="interval">Pause between two rounds.</param>
    public static void AddChore<T>(this IServiceCollection services, string name, Func<IServiceProvider, TimeSpan> interval)
        where T : class, IChore
    {
        services.AddKeyedTransient<IChore, T>(name);
        services.AddSingleton(provider => new ChoreSchedule(name, interval(provider)));
    }

    private static void JoinCluster(this ISiloBuilder silo, ClusterSettings settings, string postgreSql)
    {
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", postgreSql));
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Id, Id));
        silo.Configure<EndpointOptions>(options =>
        {
            if (settings.Address is { } address) options.AdvertisedIPAddress = IPAddress.Parse(address);
            // Nobody calls actors from outside of a silo.
            (options.SiloPort, options.GatewayPort) = (settings.Port, 0);
        });
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.NumMissedProbesLimit = MissedProbes;
            options.ProbeTimeout = settings.DeadAfter / (MissedProbes + 1);
            // Nobody is suspected who was heard of within so many of the longest time-outs. Its default is four times the first
            // one, with which a node that hangs, its connections open, would be trusted for three times as long as the operator said.
            options.MaxProbeTimeout = options.ProbeTimeout;
            // A start asks every node that the table calls alive; those that all died at once must not be waited for.
            options.IAmAliveTablePublishTimeout = settings.DeadAfter / 2;
            options.TableRefreshTimeout = settings.DeadAfter;
        });
    }

    // One silo alone speaks to nobody, but it insists on a port; a fixed one would let one server run per machine.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
