using System.Diagnostics;
using System.Globalization;
using Overture.Bench.Driving;
using Overture.Bench.Filling;
using Overture.Bench.Processes;
using Overture.Bench.Results;

namespace Overture.Bench.Growth;

/// <summary>The same work on ever larger databases: what grows with them that should not?</summary>
internal sealed class GrowthBench(GrowthPlan plan, Landscape landscape, Server server, int accounts, long invitations)
{
    // The heap of a server's collector follows the load, not what is live; with this one the resident memory tells about
    // the accounts.
    private static readonly Dictionary<string, string> TightHeap = new()
    {
        ["DOTNET_gcServer"] = "0", ["DOTNET_gcConcurrent"] = "0", ["DOTNET_GCgen0size"] = "1000000", ["DOTNET_GCConserveMemory"] = "9",
    };

    private readonly int _inSandbox = accounts - (accounts / 5);

    /// <summary>Hands over what there is after each case, since the larger ones take long; cases of an earlier part of the run are not repeated.</summary>
    public static async Task<GrowthResult> RunAsync(
        GrowthPlan plan, string folder, string command, GrowthResult? earlier, Action<GrowthResult> keep)
    {
        var cases = new List<GrowthCase>(earlier?.Cases ?? []);
        var header = earlier?.Header;
        foreach (var name in plan.Servers)
        {
            foreach (var (accounts, invitations) in plan.Cases)
            {
                if (cases.Exists(done => (done.Server, done.Accounts, done.Invitations) == (name, accounts, invitations))) continue;
                Console.WriteLine($"{Landscape.Labels.GetValueOrDefault(name, name)}, {accounts:N0} accounts, {invitations:N0} invitations");
                var part = Directory.CreateDirectory(Path.Combine(folder, $"{name}-{accounts}-{invitations}")).FullName;
                await using (var landscape = new Landscape(part, plan.Settings))
                {
                    await landscape.StartSandboxAsync();
                    var server = await landscape.AddAsync(name);
                    header ??= Header.Of("growth", command, await Machine.ReadAsync(folder, landscape.Database));
                    cases.Add(await new GrowthBench(plan, landscape, server, accounts, invitations).RunAsync());
                }

                Directory.Delete(part, recursive: true);
                keep(new GrowthResult { Header = header, Cases = cases });
            }
        }

        return new GrowthResult { Header = header ?? throw new BenchException("No server was named."), Cases = cases };
    }

    private async Task<GrowthCase> RunAsync()
    {
        var fill = await FillAsync();
        var megabytes = await landscape.MegabytesAsync(server);
        var starts = await StartsAsync();
        var (idle, woken, perAccount, perCall) = await WeighAsync();
        await server.StartAsync();
        var pages = await PagesAsync();
        var rounds = await ThroughputAsync();
        await server.StopAsync();
        return new GrowthCase
        {
            Server = server.Name,
            Accounts = accounts,
            Invitations = invitations,
            FillSeconds = Math.Round(fill, 1),
            DatabaseMegabytes = Math.Round(megabytes),
            Start = Spread.Of(starts),
            Rate = Spread.Of(rounds.Select(phase => phase.Rate)),
            P50 = Spread.Of(rounds.Select(phase => phase.P50)),
            P99 = Spread.Of(rounds.Select(phase => phase.P99)),
            Pages = pages,
            IdleMegabytes = Math.Round(idle),
            Woken = woken,
            KilobytesPerAccount = Math.Round(perAccount, 1),
            KilobytesPerCall = Math.Round(perCall, 1),
        };
    }

    private async Task<double> FillAsync()
    {
        Say("fill");
        await server.StartAsync();
        await server.StopAsync();
        var start = Stopwatch.GetTimestamp();
        await landscape.FillAsync(server, new Population(accounts, invitations) { InSandbox = _inSandbox });
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        // A generator that fills in what could not have come about would make every figure worthless.
        if (invitations <= GrowthPlan.LargestChecked && await landscape.LedgerFaultAsync(server) is { } fault)
            throw new BenchException($"The generator made a ledger with faults: {fault}");
        return seconds;
    }

    private async Task<List<double>> StartsAsync()
    {
        Say("starts");
        var seconds = new List<double>();
        for (var start = 0; start < plan.Starts; start++)
        {
            seconds.Add((await server.StartAsync()).TotalSeconds);
            await server.StopAsync();
        }

        return seconds;
    }

    private async Task<(double Idle, int Woken, double PerAccount, double PerCall)> WeighAsync()
    {
        Say("memory");
        await server.StartAsync(environment: TightHeap);
        var idle = Usage.Megabytes(server.Id);
        // The first calls compile and fill what is there only once; as many as are woken, so that the heap has its size.
        var woken = Math.Min(plan.Woken, _inSandbox * 9 / 10);
        var few = _inSandbox - woken;
        await InviteAsync(new Wishes(few), Math.Max(few, 20_000 / (plan.Rounds == 1 ? 10 : 1)));
        var before = Usage.Megabytes(server.Id);
        var others = new Wishes(woken, first: few + 1);
        await InviteAsync(others, woken);
        var after = Usage.Megabytes(server.Id);
        await InviteAsync(others, woken);
        var again = Usage.Megabytes(server.Id);
        await server.StopAsync();
        return (idle, woken, (after - before) * 1024 / woken, (again - after) * 1024 / woken);
    }

    private Task<Phase> InviteAsync(Wishes wishes, int calls) =>
        new Driver(landscape, wishes, withKeys: false).InviteAsync(server, connections: 64, round: 0, calls);

    private async Task<List<Phase>> ThroughputAsync()
    {
        Say("throughput");
        var active = Math.Min(plan.Active, _inSandbox);
        var driver = new Driver(landscape, new Wishes(active, stride: _inSandbox / active), withKeys: false);
        await driver.WarmUpAsync(server, plan.WarmUp, active);
        var phases = new List<Phase>();
        for (var round = 1; round <= plan.Rounds; round++)
            phases.Add(await driver.InviteAsync(server, connections: 64, round, plan.Phase));
        return phases;
    }

    private async Task<Dictionary<string, double?>> PagesAsync()
    {
        Say("pages");
        var pages = new Dictionary<string, double?>();
        var last = string.Create(CultureInfo.InvariantCulture, $"/v2/accounts?offset={_inSandbox - 50}");
        string[] paths = ["/v2/accounts", last, "/v2/credits", "/v2/credits/statement"];
        foreach (var path in paths)
        {
            var script = new FixedScript(Requests.Get(path), 200, "\"success\":true");
            try
            {
                await ClosedLoop.ForAsync(plan.Phase / 5, server.Port, [script]);
                pages[path == last ? "/v2/accounts, last page" : path] =
                    Math.Round((await ClosedLoop.ForAsync(plan.Phase / 2, server.Port, [script])).Percentile(0.5), 3);
            }
            catch (WrongAnswerException exception)
            {
                // A page that is too slow for its database ends in an error: a finding, not the end of the run.
                Console.WriteLine($"  {path}: {exception.Message}");
                pages[path] = null;
            }
        }

        return pages;
    }

    private static void Say(string what) => Console.WriteLine($"  {what} …");
}
