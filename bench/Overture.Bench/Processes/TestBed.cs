using System.Text.Json;
using Overture.Bench.Driving;
using Overture.Bench.Filling;

namespace Overture.Bench.Processes;

/// <summary>The sandbox and the servers between it and the generator, each a process of its own.</summary>
internal sealed class TestBed(string folder, IReadOnlyList<string> settings, string? before = null) : IAsyncDisposable
{
    /// <summary>The name of an earlier build of the gateway, on SQLite; it needs --before.</summary>
    public const string Before = "before";

    private const int LoginConnections = 64;

    /// <summary>The servers in the order in which tables show them; the others are compared with the first.</summary>
    public static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["forwarder"] = "(a) bare forwarder",
        ["naive"] = "(b) naive durable",
        ["sqlite"] = "(c) Overture, SQLite",
        ["postgres"] = "(d) Overture, PostgreSQL",
    };

    // Commands of the gateway that read the whole database and end with another code than 0 when they find a fault.
    private static readonly string[] Checks = ["check-ledger", "verify-audit"];

    private readonly List<ServerProcess> _servers = [];

    public string Folder => folder;

    public ServerProcess Sandbox { get; private set; } = null!;

    public Postgres? Database { get; private set; }

    public IReadOnlyList<ServerProcess> Servers => _servers;

    public static int Order(string server) => Labels.Keys.Append(Before).ToList().IndexOf(server);

    /// <summary>True for the servers that are a gateway, with accounts, a ledger and refusals.</summary>
    public static bool IsGateway(string server) => server is "sqlite" or "postgres" or Before;

    public async Task StartSandboxAsync()
    {
        Sandbox = new ServerProcess("sandbox", folder, port =>
        [
            Repository.Program("Overture.Sandbox", "Overture.Sandbox"),
            "--urls", $"http://127.0.0.1:{port}", "--data", Path.Combine(folder, "sandbox"),
        ]);
        await Sandbox.StartAsync("/sandbox/stats");
    }

    /// <summary>Makes the server of that name and what it needs; the caller starts it.</summary>
    public async Task<ServerProcess> AddAsync(string name)
    {
        if (name == "postgres") Database = await Postgres.StartAsync(Path.Combine(folder, "postgresql"));
        var server = new ServerProcess(name, folder, name switch
        {
            "forwarder" => Forwarder,
            "naive" => port => [.. Forwarder(port), "--journal", Path.Combine(folder, "naive.db")],
            Before when before is null => throw new BenchException("Name the folder of that build: --before FOLDER."),
            _ when IsGateway(name) => port => Gateway(name, port),
            _ => throw new BenchException($"There is no server \"{name}\". Servers: {string.Join(", ", Labels.Keys)}."),
        });
        _servers.Add(server);
        return server;
    }

    /// <summary>Gives a running gateway accounts without a history.</summary>
    public async Task ConnectAccountsAsync(ServerProcess server, int accounts)
    {
        if (server.Name != Before)
        {
            await FillAsync(server, new Population(accounts, inSandbox: accounts, invitations: 0));
            return;
        }

        // An earlier build may have another schema; its login fills it.
        var logins = new Logins(accounts);
        var scripts = Enumerable.Range(0, LoginConnections).Select(_ => new LoginScript(logins)).ToList();
        await ClosedLoop.CountAsync(accounts, server.Port, scripts);
        server.AccountId = number => logins.Ids[number - 1];
    }

    /// <summary>
    /// Fills the database of a gateway that has been started once and so has made its schema and keys.
    /// </summary>
    public async Task FillAsync(ServerProcess server, Population population)
    {
        var keys = Path.Combine(DataOf(server), "keys");
        if (server.Name == "postgres") await Database!.WriteKeysAsync(keys);
        await using IBulkWriter database = server.Name == "postgres"
            ? await PostgresBulkWriter.OpenAsync(Database!.ConnectionString)
            : new SqliteBulkWriter(DataOf(server));
        await population.WriteAsync(database, keys);
    }

    /// <summary>The size of the database on the disk.</summary>
    public async Task<double> MegabytesAsync(ServerProcess server) => server.Name == "postgres"
        ? await Database!.MegabytesAsync()
        : Directory.EnumerateFiles(DataOf(server), "overture.db*").Sum(file => new FileInfo(file).Length) / 1048576.0;

    /// <summary>
    /// Runs the gateway's own checks of ledger and audit; what one printed when it found a fault, else null.
    /// </summary>
    public async Task<string?> FaultAsync(ServerProcess server)
    {
        foreach (var check in Checks)
        {
            var log = Path.Combine(folder, $"{check}.log");
            File.Delete(log);
            string[] command = [.. Gateway(server.Name, server.Port)];
            var code = await Child.RunAsync(log, ["dotnet", command[0], check, .. command[1..]]);
            var output = (await File.ReadAllTextAsync(log)).Trim();
            Console.WriteLine($"  {server.Name}, {check}: {output.Split('\n')[0]}");
            if (code != 0) return output;
        }

        return null;
    }

    /// <summary>How many sends the sandbox has accepted since it started.</summary>
    public async Task<long> AcceptedAsync()
    {
        using var stats = JsonDocument.Parse(await Sandbox.GetAsync("/sandbox/stats"));
        return stats.RootElement.GetProperty("sends").GetProperty("accepted").GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) server.Dispose();
        Sandbox?.Dispose();
        if (Database is not null) await Database.StopAsync();
        Database?.Dispose();
    }

    private string DataOf(ServerProcess server) => Path.Combine(folder, server.Name);

    private IEnumerable<string> Forwarder(int port) =>
    [
        Repository.Program("Overture.Bench.Forwarder", "Overture.Bench.Forwarder"),
        "--urls", $"http://127.0.0.1:{port}", "--upstream", Sandbox.Address.ToString(),
    ];

    private IEnumerable<string> Gateway(string name, int port)
    {
        var program = name == Before
            ? Path.Combine(before!, "overture-server.dll")
            : Repository.Program("Overture.Server", "overture-server");
        return
        [
            program,
            "--environment", "Production", "--urls", $"http://127.0.0.1:{port}", "--data", Path.Combine(folder, name),
            .. GatewaySettings.Of(program, Sandbox.Address),
            .. GatewaySettings.OfDatabase(name == "postgres" ? Database!.ConnectionString : null),
            .. settings.Select(setting => $"--{setting}"),
        ];
    }
}
