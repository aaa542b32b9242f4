using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Hosting;
using Overture.FunctionalTests.StoreConformance;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Cluster;

/// <summary>
/// Who reaches a silo can act for every account without a key. So a lone server has no port for silos, and nodes with a
/// certificate know each other by it.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class StrangerTests(PostgresServer postgres) : IDisposable
{
    private const string Refused = "Refused a connection between nodes with 127.0.0.1:";

    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task A_lone_server_listens_for_callers_alone()
    {
        var directory = Directory.CreateTempSubdirectory("overture-alone-").FullName;
        var port = FreePort();
        using (var server = ServerProcess.Start(
            ["--urls", $"http://127.0.0.1:{port}", "--data", directory, "--Overture:Sandbox:Enabled=false"]))
        {
            // The port of the callers is opened last.
            await Eventually.HoldsAsync(
                () => Task.FromResult(ListenersOf(server.Id).Contains(port)), "the server listens");

            Assert.Equal([port], ListenersOf(server.Id));
            server.Terminate();
            await server.EndAsync();
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_stranger_joins_a_silo_that_listens()
    {
        var port = FreePort();
        using var silo = StrangerSilo.Start(port);
        Assert.Equal(1, await silo.MembersAsync(TimeSpan.FromSeconds(60)));
        using var stranger = StrangerSilo.Start(FreePort(), port);

        Assert.Equal(2, await stranger.MembersAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_stranger_does_not_join_a_lone_server()
    {
        await using var gateway = await Gateway.StartAsync();
        var silo = gateway.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint;
        using var stranger = StrangerSilo.Start(FreePort(), silo.Port);

        Assert.Null(await stranger.MembersAsync(TimeSpan.FromSeconds(10)));

        Assert.Equal(1, await CountMembersAsync(gateway));
        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", "person-1")).Status);
    }

    [Fact]
    public async Task The_log_of_a_cluster_without_certificates_warns()
    {
        await using var nodes = await Nodes.StartAsync(postgres, 0);
        var log = new CapturedLog();

        await nodes.AddAsync(log);

        Assert.Single(
            log.Text.Split('\n'),
            line => line.Contains("neither encrypted nor authenticated", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nodes_that_share_a_certificate_let_no_node_in_without_it(bool hasAnother)
    {
        var setting = $"Overture:Cluster:Certificate={_certificates.SelfSigned()}";
        await using var nodes = await Nodes.StartAsync(postgres, 0);
        var log = new CapturedLog();
        var node = await nodes.AddAsync(log, setting);
        using var other = Join(nodes, FreePort(), [$"--{setting}"]);
        await Eventually.HoldsAsync(async () => await CountMembersAsync(node) == 2, "the nodes are a cluster");

        using (var stranger = Join(
            nodes, FreePort(), hasAnother ? [$"--Overture:Cluster:Certificate={_certificates.SelfSigned()}"] : []))
        {
            await Eventually.HoldsAsync(
                () => Task.FromResult(log.Text.Contains(Refused, StringComparison.Ordinal)), "a node is refused");
            Assert.Equal(2, await CountMembersAsync(node));
        }

        Assert.Equal(200, (await node.InviteAsync("acc_sandbox", "person-1")).Status);
        other.Terminate();
        var (_, output, errors) = await other.EndAsync();
        // The other node was asked as well. It says so in one line, as an operator sees it.
        Assert.Single(output.Split('\n'), line => line.Contains(Refused, StringComparison.Ordinal));
        Assert.DoesNotContain("AuthenticationException", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_the_certificate_joins()
    {
        var setting = $"Overture:Cluster:Certificate={_certificates.SelfSigned()}";
        await using var nodes = await Nodes.StartAsync(postgres, 1, setting);
        var port = FreePort();

        using var node = Join(nodes, port, [$"--{setting}"]);
        await Eventually.HoldsAsync(async () => await CountMembersAsync(nodes[0]) == 2, "the node joins");
        await Eventually.HoldsAsync(
            () => Task.FromResult(ListenersOf(node.Id).Contains(port)), "the node serves");

        node.Terminate();
        await node.EndAsync();
    }

    [Fact]
    public async Task Nodes_whose_certificates_one_authority_has_issued_are_a_cluster()
    {
        var (authority, one, other) = _certificates.Issued();
        var trusted = $"Overture:Cluster:TrustedCertificates={authority}";
        await using var nodes = await Nodes.StartAsync(postgres, 1, $"Overture:Cluster:Certificate={one}", trusted);
        await nodes.AddAsync(log: null, $"Overture:Cluster:Certificate={other}", trusted);

        await Eventually.HoldsAsync(async () => await CountMembersAsync(nodes[0]) == 2, "the nodes are a cluster");
        foreach (var node in nodes.All)
        {
            var answer = await node.InviteAsync("acc_sandbox", $"person-{nodes.All.ToList().IndexOf(node) + 1}");
            Assert.Equal(200, answer.Status);
        }
    }

    /// <summary>A whole server in a process of its own, with the same database.</summary>
    private static ServerProcess Join(Nodes nodes, int port, string[] settings) => ServerProcess.Start(
        [
            "--urls", $"http://127.0.0.1:{port}", "--data", nodes[0].DataDirectory, "--Overture:Sandbox:Enabled=false",
            "--Overture:Cluster:Mode=PostgreSql", "--Overture:Cluster:Address=127.0.0.1",
            $"--Overture:Cluster:Port={FreePort()}",
            $"--Overture:Connectors:WebSession:BaseAddress={nodes.SandboxAddress}", .. settings,
        ],
        ("OVERTURE__STORAGE__POSTGRESQL", nodes.Database));

    private static async Task<int> CountMembersAsync(Gateway gateway) =>
        (await gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0)
            .GetHosts(onlyActive: true)).Count;

    /// <summary>The TCP ports on which a process listens.</summary>
    private static List<int> ListenersOf(int process)
    {
        const string Listening = "0A";
        var sockets = Directory.EnumerateFiles($"/proc/{process}/fd")
            .Select(TargetOf)
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1]).ToHashSet();
        return
        [
            .. from table in (string[])["tcp", "tcp6"]
               from line in File.ReadLines($"/proc/{process}/net/{table}").Skip(1)
               let cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where cells[3] == Listening && sockets.Contains(cells[9])
               select int.Parse(cells[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        ];
    }

    private static string TargetOf(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name ?? "";
        }
        catch (FileNotFoundException)
        {
            // Closed meanwhile.
            return "";
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
