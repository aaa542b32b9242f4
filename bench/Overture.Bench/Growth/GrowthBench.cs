using System.Diagnostics;
using System.Globalization;
using Overture.Bench.Driving;
using Overture.Bench.Filling;
using Overture.Bench.Processes;
using Overture.Bench.Results;

namespace Overture.Bench.Growth;

/// <summary>The same work on ever larger databases: does anything grow with them that should not?</summary>
internal sealed class GrowthBench(
    GrowthPlan plan, TestBed testBed, ServerProcess server, int accounts, long invitations)
{
    private const int Connections = 64;

    // The last page shows so many accounts.
    private const int LastPage = 50;

    private readonly int _inSandbox = accounts - (accounts / 5);

    /// <summary>
    /// Runs all cases, and hands over the result after each, because the larger ones take long. Cases that an earlier
    /// part of the run has finished are not repeated.
    /// </summary>
    public static async Task<GrowthResult> RunAsync(
        GrowthPlan plan, string folder, string command, GrowthResult? earlier, Action<GrowthResult> keep)
    {
        var cases = new List<GrowthCase>(earlier?.Cases ?? []);
        var header = earlier?.Header;
        foreach (var name in plan.Servers)
        {
            foreach (var (accounts, invitations) in plan.Cases)
            {
                if (cases.Exists(
                    done => (done.Server, done.Accounts, done.Invitations) == (name, accounts, invitations)))
                {
                    continue;
                }

                var label = TestBed.Labels.GetValueOrDefault(name, name);
                Console.WriteLine($"{label}, {accounts:N0} accounts, {invitations:N0} invitations");
                var part = Directory.CreateDirectory(Path.Combine(folder, $"{name}-{accounts}-{invitations}")).FullName;
                await using (var testBed = new TestBed(part, plan.Settings))
                {
                    await testBed.StartSandboxAsync();
                    var server = await testBed.AddAsync(name);
                    header ??= Header.Of("growth", command, await Machine.ReadAsync(folder, testBed.Database));
                    cases.Add(await new GrowthBench(plan, testBed, server, accounts, invitations).RunAsync());
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
        var megabytes = await testBed.MegabytesAsync(server);
        var (starts, idle) = await StartsAsync();
        var memory = await MemoryAsync();
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
            Memory = memory,
        };
    }

    private async Task<double> FillAsync()
    {
        Print("fill");
        await server.StartAsync();
        await server.StopAsync();
        var start = Stopwatch.GetTimestamp();
        await testBed.FillAsync(server, new Population(accounts, _inSandbox, invitations));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        // Figures of a database that the gateway could not have written would be worthless.
        if (invitations <= GrowthPlan.LargestChecked && await testBed.FaultAsync(server) is { } fault)
        {
            throw new BenchException($"The rows that were filled in have faults: {fault}");
        }

        return seconds;
    }

    private async Task<(List<double> Seconds, double IdleMegabytes)> StartsAsync()
    {
        Print("starts");
        var (seconds, idle) = (new List<double>(), 0.0);
        for (var start = 0; start < plan.Starts; start++)
        {
            seconds.Add((await server.StartAsync()).TotalSeconds);
            idle = Usage.Megabytes(server.Id);
            await server.StopAsync();
        }

        return (seconds, idle);
    }

    /// <summary>
    /// Live memory with no account active, then with a sample of them active. The number of calls is the same in every
    /// case; what all accounts would take is calculated.
    /// </summary>
    private async Task<MemoryFigures> MemoryAsync()
    {
        Print("memory");
        using var heap = new Heap(server);
        await server.StartAsync("/readyz", heap.Setting);
        var idle = await heap.LiveBytesAsync();
        // The first calls compile code and fill buffers and pools: a part that no account adds to.
        var warm = Math.Min(plan.WarmAccounts, _inSandbox / 4);
        await InviteAsync(new InvitePairs(warm), plan.WarmCalls);
        var warmed = await heap.LiveBytesAsync();
        var sample = Math.Min(plan.Sample, _inSandbox - warm);
        var pairs = new InvitePairs(sample, first: warm + 1, stride: (_inSandbox - warm) / sample);
        await InviteAsync(pairs, sample);
        var active = await heap.LiveBytesAsync();
        // The same accounts again: what a call leaves behind in an account that is active already.
        await InviteAsync(pairs, sample);
        var again = await heap.LiveBytesAsync();
        await server.StopAsync();
        return MemoryFigures.Of(accounts, (warm, sample), (idle, warmed, active, again));
    }

    private Task<Phase> InviteAsync(InvitePairs pairs, int calls) =>
        new Driver(testBed, pairs, withKeys: false).InviteAsync(server, Connections, round: 0, calls);

    private async Task<List<Phase>> ThroughputAsync()
    {
        Print("throughput");
        var active = Math.Min(plan.Active, _inSandbox);
        var driver = new Driver(testBed, new InvitePairs(active, stride: _inSandbox / active), withKeys: false);
        await driver.WarmUpAsync(server, plan.WarmUp, active);
        var phases = new List<Phase>();
        for (var round = 1; round <= plan.Rounds; round++)
        {
            phases.Add(await driver.InviteAsync(server, Connections, round, plan.Phase));
        }

        return phases;
    }

    private async Task<Dictionary<string, double?>> PagesAsync()
    {
        Print("pages");
        var pages = new Dictionary<string, double?>();
        var last = string.Create(CultureInfo.InvariantCulture, $"/v2/accounts?offset={_inSandbox - LastPage}");
        string[] paths = ["/v2/accounts", last, "/v2/credits", "/v2/credits/statement"];
        foreach (var path in paths)
        {
            var script = new FixedScript(Requests.Get(path), 200, "\"success\":true");
            try
            {
                await ClosedLoop.ForAsync(plan.Phase / 5, server.Port, [script]);
                var samples = await ClosedLoop.ForAsync(plan.Phase / 2, server.Port, [script]);
                pages[path == last ? "/v2/accounts, last page" : path] = Math.Round(samples.Percentile(0.5), 3);
            }
            catch (WrongAnswerException exception)
            {
                // A page that is too slow for its database ends in an error. That is a finding, so the run goes on.
                Console.WriteLine($"  {path}: {exception.Message}");
                pages[path] = null;
            }
        }

        return pages;
    }

    private static void Print(string what) => Console.WriteLine($"  {what} …");
}
