using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime.Membership;
using Orleans.Runtime.MembershipService;
using Overture.Server.Storage.Postgres;

namespace Overture.FunctionalTests.Cluster;

/// <summary>Orleans' own reader and writer of the membership, on a database that our migrations have made.</summary>
internal sealed class MembershipHarness(string connectionString)
{
    private const string Invariant = "Npgsql";

    private static readonly IServiceProvider NoServices = new ServiceCollection().BuildServiceProvider();

    /// <summary>Whole microseconds, as the database keeps them.</summary>
    public static readonly DateTime Start = new(2026, 5, 1, 9, 0, 0, DateTimeKind.Utc);

    private readonly string _connectionString = connectionString;

    public static async Task<MembershipHarness> CreateAsync(string connectionString)
    {
        await using var db = new PostgresOvertureDb(
            new DbContextOptionsBuilder<PostgresOvertureDb>().UseNpgsql(connectionString).Options);
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return new MembershipHarness(connectionString);
    }

    /// <summary>The table as one more node of the cluster sees it.</summary>
    public async Task<IMembershipTable> OpenAsync(string clusterId = "one")
    {
        var table = new AdoNetClusteringTable(
            NoServices, Cluster(clusterId),
            Options.Create(
                new AdoNetClusteringSiloOptions { Invariant = Invariant, ConnectionString = _connectionString }),
            NullLogger<AdoNetClusteringTable>.Instance);
        await table.InitializeMembershipTableAsync(true, TestContext.Current.CancellationToken);
        return table;
    }

    public async Task<IGatewayListProvider> OpenGatewaysAsync(string clusterId = "one")
    {
        var gateways = new AdoNetGatewayListProvider(
            NullLogger<AdoNetGatewayListProvider>.Instance, NoServices,
            Options.Create(
                new AdoNetClusteringClientOptions { Invariant = Invariant, ConnectionString = _connectionString }),
            Options.Create(new GatewayOptions()), Cluster(clusterId));
        await gateways.InitializeGatewayListProviderAsync(TestContext.Current.CancellationToken);
        return gateways;
    }

    public static MembershipEntry Silo(int number, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse("192.0.2.7"), 11_000 + number, number),
        SiloName = $"silo-{number}",
        HostName = $"host-{number}",
        Status = status,
        ProxyPort = 30_000 + number,
        StartTime = Start,
        IAmAliveTime = Start.AddSeconds(number),
    };

    private static IOptions<ClusterOptions> Cluster(string id) =>
        Options.Create(new ClusterOptions { ClusterId = id, ServiceId = "test" });
}
