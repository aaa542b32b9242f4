using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Overture.Sandbox;

namespace Overture.FunctionalTests.Support;

/// <summary>Nodes of one cluster, whole servers in this process, on one PostgreSQL database and one sandbox.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    private readonly string _directory;
    private readonly string _database;
    private readonly WebApplication _sandbox;
    private readonly List<Gateway> _all = [];

    private Nodes(string database, WebApplication sandbox, string directory) =>
        (_database, _sandbox, _directory) = (database, sandbox, directory);

    /// <summary>Connection string of the database that they share.</summary>
    public string Database => _database;

    public string SandboxAddress => _sandbox.Urls.First();

    public IReadOnlyList<Gateway> All => _all;

    public Gateway this[int index] => _all[index % _all.Count];

    public static async Task<Nodes> StartAsync(PostgresServer server, int count, params string[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("overture-nodes-").FullName;
        var sandbox = SandboxHost.Build(
            new SandboxOptions { Url = "http://127.0.0.1:0", DataDirectory = Path.Combine(directory, "sandbox") });
        await sandbox.StartAsync(TestContext.Current.CancellationToken);
        var nodes = new Nodes(await server.CreateDatabaseAsync(), sandbox, directory);
        // At the same time, as an operator's tools would.
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => nodes.AddAsync(log: null, settings)));
        return nodes;
    }

    /// <summary>Starts one more node.</summary>
    public async Task<Gateway> AddAsync(CapturedLog? log, params string[] settings)
    {
        string[] ownSettings =
        [
            "Overture:Cluster:Mode=PostgreSql", "Overture:Cluster:Address=127.0.0.1",
            $"Overture:Cluster:Port={FreePort()}",
            // What is tested here are nodes that live; on a busy machine a short one would call them dead.
            "Overture:Cluster:DeadAfter=00:01:00", $"Overture:Storage:PostgreSql={_database}",
            "Overture:Sandbox:Enabled=false", $"Overture:Connectors:WebSession:BaseAddress={_sandbox.Urls.First()}",
        ];
        var data = Directory.CreateDirectory(Path.Combine(_directory, Guid.NewGuid().ToString("n"))).FullName;
        var node = await Gateway.StartAsync(
            logging => (log ?? new CapturedLog()).Attach(logging, Microsoft.Extensions.Logging.LogLevel.Information),
            data, settings: [.. ownSettings, .. settings]);
        lock (_all) _all.Add(node);
        return node;
    }

    /// <summary>Stops a node in order and forgets it.</summary>
    public async Task StopAsync(Gateway node)
    {
        _all.Remove(node);
        await node.StopAsync();
        await node.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _all) await node.DisposeAsync();
        await _sandbox.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
