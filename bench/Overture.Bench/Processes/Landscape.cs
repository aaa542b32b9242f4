using System.Globalization;
using System.Text.Json;
using Overture.Bench.Filling;

namespace Overture.Bench.Processes;

/// <summary>The sandbox and the programs that stand between it and the generator, each a process of its own.</summary>
internal sealed class Landscape(string folder, IReadOnlyList<string> settings, string? before = null) : IAsyncDisposable
{
    /// <summary>The servers in the order in which they are shown; the first is what the others are compared with.</summary>
    public static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["forwarder"] = "(a) bare forwarder",
        ["naive"] = "(b) naive durable",
        ["sqlite"] = "(c) Overture, SQLite",
        ["postgres"] = "(d) Overture, PostgreSQL",
    };

    /// <summary>The name of an earlier build of the gateway, on SQLite; it runs only where somebody named its folder.</summary>
    public const string Before = "before";

    private readonly List<Server> _servers = [];

    public static int Order(string server) => Labels.Keys.Append(Before).ToList().IndexOf(server);

    /// <summary>True for those that are a gateway, with accounts, a ledger and refusals.</summary>
    public static bool IsGateway(string server) => server is "sqlite" or "postgres" or Before;

    public string Folder => folder;

    public Server Sandbox { get; private set; } = null!;

    public Postgres? Database { get; private set; }

    public IReadOnlyList<Server> Servers => _servers;

    public async Task StartSandboxAsync()
    {
        Sandbox = new Server("sandbox", folder, port =>
        [
            Repository.Program("Overture.Sandbox", "Overture.Sandbox"),
            "--urls", $"http://127.0.0.1:{port}", "--data", Path.Combine(folder, "sandbox"),
        ]);
        await Sandbox.StartAsync("/sandbox/stats");
    }

    /// <summary>Makes the server of that name and what it needs; its first start is the caller's.</summary>
    public async Task<Server> AddAsync(string name)
    {
        if (name == "postgres") Database = await Postgres.StartAsync(Path.Combine(folder, "postgresql"));
        var server = new Server(name, folder, name switch
        {
            "forwarder" => port => Forwarder(port),
            "naive" => port => [.. Forwarder(port), "--journal", Path.Combine(folder, "naive.db")],
            Before when before is null => throw new BenchException("Say where that build is: --before FOLDER."),
            _ when IsGateway(name) => port => Overture(name, port),
            _ => throw new BenchException($"There is no server \"{name}\". There are: {string.Join(", ", Labels.Keys)}."),
        });
        _servers.Add(server);
        return server;
    }

    private string DataOf(Server server) => Path.Combine(folder, server.Name);

    /// <summary>Fills the database of a gateway that has been started once and so made schema and keys.</summary>
    public async Task FillAsync(Server server, Population population)
    {
        var keys = Path.Combine(DataOf(server), "keys");
        if (server.Name == "postgres") await Database!.WriteKeysAsync(keys);
        await using IBulkWriter database = server.Name == "postgres"
            ? await PostgresBulkWriter.OpenAsync(Database!.ConnectionString)
            : new SqliteBulkWriter(DataOf(server));
        await population.WriteAsync(database, keys);
    }

    /// <summary>What the database takes on the disk.</summary>
    public async Task<double> MegabytesAsync(Server server) => server.Name == "postgres"
        ? await Database!.MegabytesAsync()
        : Directory.EnumerateFiles(DataOf(server), "overture.db*").Sum(file => new FileInfo(file).Length) / 1048576.0;

    /// <summary>Asks the gateway's own check; what it printed when it found a fault, else null.</summary>
    public async Task<string?> LedgerFaultAsync(Server server)
    {
        var log = Path.Combine(folder, "check-ledger.log");
        File.Delete(log);
        string[] command = [.. Overture(server.Name, server.Port)];
        var code = await Child.RunAsync(log, ["dotnet", command[0], "check-ledger", .. command[1..]]);
        var said = await File.ReadAllTextAsync(log);
        Console.WriteLine($"  check-ledger: {said.Trim()}");
        return code == 0 ? null : said;
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

    private IEnumerable<string> Forwarder(int port) =>
    [
        Repository.Program("Overture.Bench.Forwarder", "Overture.Bench.Forwarder"),
        "--urls", $"http://127.0.0.1:{port}", "--upstream", Sandbox.Address.ToString(),
    ];

    private IEnumerable<string> Overture(string name, int port) =>
    [
        name == Before ? Path.Combine(before!, "overture-server.dll") : Repository.Program("Overture.Server", "overture-server"),
        "--environment", "Production", "--urls", $"http://127.0.0.1:{port}", "--data", Path.Combine(folder, name),
        "--Overture:Sandbox:Enabled=false",
        $"--Overture:Connectors:WebSession:BaseAddress={Sandbox.Address}",
        "--Overture:Http:RequestsPerMinute=100000000",
        // Budgets that are counted like any others and so wide that a run does not meet their ends.
        "--Overture:Limits:FreePerDay=10000", "--Overture:Limits:PremiumPerDay=10000", "--Overture:Limits:MostPerDay=10000",
        "--Overture:Limits:FreePerWeek=70000", "--Overture:Limits:PremiumPerWeek=70000", "--Overture:Limits:MostPerWeek=70000",
        "--Overture:Limits:FreeNotes=300000", "--Overture:Limits:PremiumNotes=300000", "--Overture:Limits:MostNotes=300000",
        "--Overture:Limits:Pending=100000", "--Overture:Limits:MostPending=100000",
        string.Create(CultureInfo.InvariantCulture, $"--Overture:Credits:SandboxGrant={1_000_000_000_000}"),
        .. name == "postgres" ? [$"--Overture:Storage:PostgreSql={Database!.ConnectionString}"] : Array.Empty<string>(),
        .. settings.Select(setting => $"--{setting}"),
    ];
}
