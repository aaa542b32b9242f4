using Overture.FunctionalTests.Chaos.Callers;
using Overture.FunctionalTests.Chaos.Nodes;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.Chaos.Serving;
using Overture.FunctionalTests.Chaos.Verdict;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Chaos;

/// <summary>
/// Everything a run is made of: the real programs, the wires between them, the database and the notes of what was done.
/// One gateway alone is the case of a single node.
/// </summary>
internal sealed class Landscape : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Deaths _deaths;

    private Landscape(string folder, RunStore store, LandscapeForm form)
    {
        (Folder, Store) = (folder, store);
        Sandbox = new ServiceProcess("sandbox", Path.Combine(folder, "sandbox.log"), "/sandbox/clock", Timeline)
        {
            Arguments = [Binaries.Sandbox, "--data", Path.Combine(folder, "sandbox")],
        };
        Sandbox.Arguments = [.. Sandbox.Arguments, "--urls", $"{Sandbox.Address}"];
        Proxy = new UpstreamProxy(Sandbox.Address, form.Seed, form.Breakage);
        Control = new SandboxControl(Sandbox.Address);
        Outages = new OutageBook(Timeline);
        _deaths = new Deaths(Timeline);
        Nodes = [.. Enumerable.Range(1, form.Nodes + form.Spares).Select(number => new Node(
            form.Nodes == 1 ? "gateway" : $"node-{number}", folder, store,
            [.. NodeArguments.For(Proxy.Address, form.Settings), .. form.Nodes == 1 ? [] : NodeArguments.InCluster()],
            Timeline, _deaths) { Program = form.Program })];
        Balancer = new LoadBalancer(Nodes.Select(node => node.Address));
    }

    public string Folder { get; }

    public Timeline Timeline { get; } = new();

    public RunStore Store { get; }

    public ServiceProcess Sandbox { get; }

    /// <summary>Those that run, and those that may be added.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    public LoadBalancer Balancer { get; }

    public UpstreamProxy Proxy { get; }

    public SandboxControl Control { get; }

    public OutageBook Outages { get; }

    public int Kills => Nodes.Sum(node => node.Kills);

    public int SandboxRestarts { get; private set; }

    public int Evictions => _deaths.Evictions;

    public IReadOnlyList<Violation> Deaths => _deaths.Broken;

    public static async Task<Landscape> StartAsync(LandscapeForm form, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("overture-chaos-").FullName;
        RunStore store = form.OnPostgres
            ? await PostgresRunStore.StartAsync(folder)
            : new SqliteRunStore(Path.Combine(folder, "gateway"));
        var land = new Landscape(folder, store, form);
        try
        {
            await land.Sandbox.StartAsync(cancellationToken);
            // All at once: each of them finds an empty database, and one of them makes the schema.
            await Task.WhenAll(land.Nodes.Take(form.Nodes).Select(node => node.ReviveAsync(cancellationToken)));
            return land;
        }
        catch (Exception exception)
        {
            await Findings.KeepAsync(land, [exception.ToString()], CancellationToken.None);
            await land.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every node at once, as when the power fails, and then all are started again.</summary>
    public async Task KillAllAsync(CancellationToken cancellationToken)
    {
        Node[] up = [.. Nodes.Where(node => node.IsUp)];
        foreach (var node in up) await node.KillAsync(againAfter: null, cancellationToken);
        await Task.WhenAll(up.Select(node => node.ReviveAsync(cancellationToken)));
    }

    public async Task RestartSandboxAsync(CancellationToken cancellationToken)
    {
        Sandbox.Kill();
        SandboxRestarts++;
        await Sandbox.StartAsync(cancellationToken);
    }

    public async Task DisturbStoreAsync(string name, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var outage = Outages.Begin(name);
        await Store.DisturbAsync(name, duration, Timeline, cancellationToken);
    }

    /// <summary>
    /// One of the things that can be done to the database, longer or shorter than a gateway waits for it.
    /// </summary>
    public Task DisturbStoreAsync(Random random, CancellationToken cancellationToken)
    {
        var seconds = random.Next(3) == 0 ? 4 + (3 * random.NextDouble()) : 0.3 + (1.7 * random.NextDouble());
        return DisturbStoreAsync(Store.NextDisturbance(), TimeSpan.FromSeconds(seconds), cancellationToken);
    }

    /// <summary>Waits until no invitation is unsettled, but not longer than given; how long that took.</summary>
    public async Task<TimeSpan> SettleAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await Store.UnresolvedAsync(cancellationToken) > 0
            && TimeProvider.System.GetElapsedTime(start) < longest)
        {
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>Asks the gateway's own check, which shares no code with ours; empty when it finds no fault.</summary>
    public async Task<List<Violation>> CheckLedgerAsync(CancellationToken cancellationToken)
    {
        var log = Path.Combine(Folder, "check-ledger.log");
        var arguments = Nodes[0].Process.Arguments;
        using var check = ChildProcess.Start(log, ["dotnet", Binaries.Gateway, "check-ledger", .. arguments.Skip(1)]);
        await check.WaitForExitAsync(cancellationToken);
        return check.ExitCode == 0
            ? []
            : [new Violation(
                ViolationKind.WrongCharge, "I4", $"check-ledger ended with {check.ExitCode}: {File.ReadAllText(log)}")];
    }

    public async Task<Evidence> GatherAsync(
        IReadOnlyList<ChaosRequest> requests, CallBook calls, IEnumerable<(string Token, string AccountId)> accounts,
        CancellationToken cancellationToken) => new()
        {
            Witness = (await Control.InvitationsAsync()).ConvertAll(row => new WitnessFact(
                row["id"]!.GetValue<long>(), row["account"]!.GetValue<string>(), row["person"]!.GetValue<string>())),
            Wire = Proxy.Sends(),
            Store = await Store.ReadAsync(cancellationToken),
            Requests = requests,
            Calls = calls.All(),
            Tokens = accounts.ToDictionary(account => account.AccountId, account => account.Token),
        };

    public async ValueTask DisposeAsync()
    {
        await Balancer.DisposeAsync();
        foreach (var node in Nodes) await node.DisposeAsync();
        Sandbox.Dispose();
        await Proxy.DisposeAsync();
        await Control.DisposeAsync();
        await Store.DisposeAsync();
        if (Findings.AreKeptIn(Folder)) Findings.MoveAway(Folder);
        else Directory.Delete(Folder, recursive: true);
    }
}
