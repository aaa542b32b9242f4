using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Overture.FunctionalTests.Chaos.Callers;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.Chaos.Verdict;
using Overture.FunctionalTests.Support;
using Overture.Server.Hosting;

namespace Overture.FunctionalTests.Chaos;

/// <summary>Everything a run is made of: the two real programs, the wire between them, the database and the notes of what was done.</summary>
internal sealed class Landscape : IAsyncDisposable
{
    private static readonly TimeSpan LongestRevival = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly List<Violation> _deaths = [];
    private long _storeDisturbedAt;

    private Landscape(string folder, RunStore store, int seed, Breakage breakage)
    {
        Folder = folder;
        Store = store;
        Sandbox = new ServiceProcess("sandbox", Path.Combine(folder, "sandbox.log"), "/sandbox/clock", Timeline);
        Gateway = new ServiceProcess("gateway", Path.Combine(folder, "gateway.log"), "/readyz", Timeline);
        Proxy = new UpstreamProxy(Sandbox.Address, seed, breakage);
        Control = new SandboxControl(Sandbox.Address);
    }

    public string Folder { get; }

    public Timeline Timeline { get; } = new();

    public RunStore Store { get; }

    public ServiceProcess Sandbox { get; }

    public ServiceProcess Gateway { get; }

    public UpstreamProxy Proxy { get; }

    public SandboxControl Control { get; }

    public int Kills { get; private set; }

    public int SandboxRestarts { get; private set; }

    public IReadOnlyList<Violation> Deaths => _deaths;

    /// <summary>Settings are written as an operator writes them and come on top of those that make the gateway's times short.</summary>
    public static async Task<Landscape> StartAsync(
        int seed, Breakage breakage, IEnumerable<string> settings, CancellationToken cancellationToken, bool onPostgres = false)
    {
        var folder = Directory.CreateTempSubdirectory("overture-chaos-").FullName;
        var data = Path.Combine(folder, "gateway");
        var land = new Landscape(
            folder, onPostgres ? await PostgresRunStore.StartAsync(data) : new SqliteRunStore(data), seed, breakage);
        try
        {
            land.Sandbox.Arguments = [Binaries.Sandbox, "--urls", $"{land.Sandbox.Address}", "--data", Path.Combine(land.Folder, "sandbox")];
            land.Gateway.Arguments = [Binaries.Gateway, .. land.GatewayArguments(), .. settings.Select(setting => $"--{setting}")];
            await land.Sandbox.StartAsync(cancellationToken);
            await land.Gateway.StartAsync(cancellationToken);
            return land;
        }
        catch
        {
            await land.DisposeAsync();
            throw;
        }
    }

    public async Task KillGatewayAsync(TimeSpan? againAfter, CancellationToken cancellationToken)
    {
        NoteDeath();
        Gateway.Kill();
        Kills++;
        if (againAfter is { } pause)
        {
            Gateway.Spawn();
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
            Gateway.Kill();
            Kills++;
        }

        await ReviveGatewayAsync(cancellationToken);
    }

    /// <summary>Starts the gateway as an init system would: again and again, until its database lets it.</summary>
    public async Task<TimeSpan> ReviveGatewayAsync(CancellationToken cancellationToken)
    {
        var first = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var start = TimeProvider.System.GetTimestamp();
            try
            {
                var took = await Gateway.StartAsync(cancellationToken);
                Timeline.Add($"gateway ready after {took.TotalSeconds:0.0} s");
                return took;
            }
            catch (InvalidOperationException exception)
            {
                Timeline.Add($"gateway did not start: {exception.Message}");
                if (Volatile.Read(ref _storeDisturbedAt) < start)
                    _deaths.Add(new Violation(ViolationKind.Died, "start", exception.Message));
                if (TimeProvider.System.GetElapsedTime(first) > LongestRevival) throw;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>A gateway that ended without being killed broke a promise; whoever finds it so starts it again.</summary>
    public void NoteDeath()
    {
        if (!Gateway.HasExited) return;
        Timeline.Add("gateway ended by itself");
        _deaths.Add(new Violation(ViolationKind.Died, "run", Gateway.LogTail));
    }

    public async Task RestartSandboxAsync(CancellationToken cancellationToken)
    {
        Sandbox.Kill();
        SandboxRestarts++;
        await Sandbox.StartAsync(cancellationToken);
    }

    public async Task DisturbStoreAsync(
        string name, Func<TimeSpan, CancellationToken, Task> disturb, TimeSpan duration, CancellationToken cancellationToken)
    {
        Timeline.Add($"{name} for {duration.TotalSeconds:0.0} s");
        Volatile.Write(ref _storeDisturbedAt, long.MaxValue);
        try
        {
            await disturb(duration, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _storeDisturbedAt, TimeProvider.System.GetTimestamp());
            Timeline.Add($"{name}: over");
        }
    }

    /// <summary>Member ids of the network's first numbered people, in their order.</summary>
    public async Task<List<string>> MemberIdsAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var ids = new List<string>();
        for (long? after = 0; after is not null;)
        {
            var page = (await http.GetFromJsonAsync<JsonNode>(
                new Uri(Sandbox.Address, $"/sandbox/people?count=1000&after={after}"), cancellationToken))!;
            ids.AddRange(page["items"]!.AsArray()
                .Where(person => person!["slug"]!.GetValue<string>().StartsWith("person-", StringComparison.Ordinal))
                .Select(person => person!["member_id"]!.GetValue<string>()));
            after = page["next"]?.GetValue<long>();
        }

        return ids;
    }

    /// <summary>Connects the network's first members.</summary>
    public async Task<(string Token, string AccountId)[]> ConnectAsync(Caller caller, int count, CancellationToken cancellationToken)
    {
        var accounts = new (string Token, string AccountId)[count];
        await Parallel.ForAsync(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                var name = $"sandbox-{index + 1}";
                accounts[index] = (name, await caller.ConnectAsync(name, token)
                    ?? throw new InvalidOperationException($"{name} could not be connected: {Gateway.LogTail}"));
            });
        return accounts;
    }

    /// <summary>Waits until no invitation is unsettled, but not longer than given; how long that took.</summary>
    public async Task<TimeSpan> SettleAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await Store.UnsettledAsync(cancellationToken) > 0 && TimeProvider.System.GetElapsedTime(start) < longest)
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        return TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>Asks the gateway's own check, which shares no code with ours; empty when it finds no fault.</summary>
    public async Task<List<Violation>> CheckLedgerAsync(CancellationToken cancellationToken)
    {
        var log = Path.Combine(Folder, "check-ledger.log");
        using var check = ChildProcess.Start(log, ["dotnet", Gateway.Arguments[0], "check-ledger", .. Gateway.Arguments.Skip(1)]);
        await check.WaitForExitAsync(cancellationToken);
        return check.ExitCode == 0
            ? []
            : [new Violation(ViolationKind.WrongCharge, "I4", $"check-ledger ended with {check.ExitCode}: {File.ReadAllText(log)}")];
    }

    public async Task<Evidence> GatherAsync(
        IReadOnlyList<Wish> wishes, CallBook calls, IReadOnlyDictionary<string, string> tokens, CancellationToken cancellationToken) => new()
    {
        Witness = (await Control.InvitationsAsync()).ConvertAll(row => new WitnessFact(
            row["id"]!.GetValue<long>(), row["account"]!.GetValue<string>(), row["person"]!.GetValue<string>())),
        Wire = Proxy.Sends(),
        Store = await Store.ReadAsync(cancellationToken),
        Wishes = wishes,
        Calls = calls.All(),
        Tokens = tokens,
    };

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        Sandbox.Dispose();
        await Proxy.DisposeAsync();
        await Control.DisposeAsync();
        await Store.DisposeAsync();
        // What somebody is to look at stays.
        if (!Findings.AreKeptIn(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private IEnumerable<string> GatewayArguments()
    {
        string[] settings =
        [
            "Overture:Sandbox:Enabled=false",
            $"Overture:Connectors:WebSession:BaseAddress={Proxy.Address}",
            "Overture:Connectors:WebSession:SendTimeout=00:00:02",
            "Overture:Connectors:WebSession:ReadTimeout=00:00:02",
            "Overture:Connectors:WebSession:ReadRetries=1",
            // A send may begin 4 s late; the slowest the sandbox knows takes 3 s and an injected delay 1 s. The rest is room for
            // a busy machine.
            "Overture:Invitations:AbsenceCountsAfter=00:00:10",
            "Overture:Invitations:FirstCheckAfter=00:00:00.3",
            "Overture:Invitations:LongestCheckPause=00:00:02",
            "Overture:Invitations:ReconcileInterval=00:00:00.2",
            "Overture:Accounts:LongestWait=00:00:20",
            "Overture:Http:RequestsPerMinute=1000000",
        ];
        var limits = Settings.All.Any(section => section.Section == "Overture:Limits") ? ["Overture:Limits:Enabled=false"] : Array.Empty<string>();
        return
        [
            "--environment", "Production", "--urls", $"{Gateway.Address}", .. Store.GatewayArguments,
            .. settings.Concat(limits).Select(setting => $"--{setting}"),
        ];
    }
}
