using Overture.Bench.Driving;
using Overture.Bench.Processes;
using Overture.Bench.Results;

namespace Overture.Bench.Load;

/// <summary>
/// All servers in one run: started, warmed up, then measured in rounds. Each server comes first in turn, so that what
/// disturbs the machine for a while disturbs them all.
/// </summary>
internal sealed class LoadBench(LoadPlan plan, TestBed testBed)
{
    private readonly Driver _driver = new(testBed, new InvitePairs(plan.Accounts), plan.WithKeys);
    private readonly List<ColdStart> _cold = [];
    private readonly List<Phase> _phases = [];
    private readonly Dictionary<string, double> _peaks = [];

    public static async Task<LoadResult> RunAsync(LoadPlan plan, string folder, string command)
    {
        await using var testBed = new TestBed(folder, plan.Settings, plan.Before);
        await testBed.StartSandboxAsync();
        return await new LoadBench(plan, testBed).RunAsync(command);
    }

    private async Task<LoadResult> RunAsync(string command)
    {
        foreach (var name in plan.Servers) await StartAsync(name);
        var header = Header.Of("load", command, await Machine.ReadAsync(testBed.Folder, testBed.Database));
        await MeasureThroughputAsync();
        if (!plan.InviteOnly)
        {
            await MeasureHalfLoadAsync();
            await MeasureRefusalsAsync();
        }

        await CheckGatewaysAsync();
        return Result(header);
    }

    private async Task StartAsync(string name)
    {
        Print($"{TestBed.Labels.GetValueOrDefault(name, name)}: start, cold seconds, warm-up");
        var server = await testBed.AddAsync(name);
        var ready = await server.StartAsync();
        if (TestBed.IsGateway(name)) await testBed.ConnectAccountsAsync(server, plan.Accounts);
        var perSecond = await _driver.InviteColdAsync(server, LoadPlan.ColdConnections, plan.Cold);
        _cold.Add(new ColdStart(name, Math.Round(ready.TotalSeconds, 2), LoadPlan.ColdConnections, perSecond));
        await _driver.WarmUpAsync(server, plan.WarmUp, plan.Accounts);
    }

    private async Task MeasureThroughputAsync()
    {
        foreach (var connections in plan.Connections)
        {
            for (var round = 1; round <= plan.Rounds; round++)
            {
                Print($"{connections} connections, round {round} of {plan.Rounds}");
                foreach (var server in InTurn(round))
                {
                    await AddAsync(() => _driver.InviteAsync(server, connections, round, plan.Phase));
                }
            }
        }
    }

    /// <summary>The tail at a load that a server should carry: half of its highest rate here.</summary>
    private async Task MeasureHalfLoadAsync()
    {
        var rows = Row.Of(_phases, "forwarder");
        for (var round = 1; round <= plan.Rounds; round++)
        {
            Print($"half load, round {round} of {plan.Rounds}");
            foreach (var server in InTurn(round))
            {
                var most = rows.Where(row => row.Server == server.Name).Max(row => row.Rate.Median);
                await AddAsync(() => _driver.HalfLoadAsync(server, connections: 256, round, plan.Phase, most / 2));
            }
        }
    }

    private async Task MeasureRefusalsAsync()
    {
        for (var round = 1; round <= plan.Rounds; round++)
        {
            Print($"refusals and the empty endpoint, round {round} of {plan.Rounds}");
            foreach (var server in InTurn(round))
            {
                foreach (var (work, script) in Refusals.Of(server))
                {
                    // These requests run code that has not run before, so it is warmed up too.
                    if (round == 1)
                    {
                        await _driver.AskAsync(server, work, LoadPlan.RefusalConnections, 0, plan.WarmUp / 3, script);
                    }

                    await AddAsync(() => _driver.AskAsync(
                        server, work, LoadPlan.RefusalConnections, round, plan.Phase, script));
                }
            }
        }
    }

    private async Task CheckGatewaysAsync()
    {
        foreach (var server in testBed.Servers.Where(server => TestBed.IsGateway(server.Name)))
        {
            await server.StopAsync();
            if (await testBed.FaultAsync(server) is { } fault) throw new WrongAnswerException(fault);
        }
    }

    private LoadResult Result(Header header)
    {
        IReadOnlyList<Phase> Of(params string[] works) => [.. _phases.Where(phase => works.Contains(phase.Work))];
        var throughput = Row.Of(Of("invite"), "forwarder");
        var halfLoad = Row.Of(Of("half_load"), "forwarder");
        var answers = Row.Of([.. _phases.Except(Of("invite", "half_load"))], "forwarder", _ => "empty");
        return new LoadResult
        {
            Header = header,
            Accounts = plan.Accounts,
            SecondsPerPhase = plan.Phase.TotalSeconds,
            Rounds = plan.Rounds,
            Cold = _cold,
            Throughput = throughput,
            HalfLoad = halfLoad,
            Refusals = answers,
            PeakMegabytes = _peaks,
            Targets = Target.Of(throughput, halfLoad, answers),
            Phases = _phases,
        };
    }

    private async Task AddAsync(Func<Task<Phase>> measure)
    {
        await Task.Delay(plan.Pause, TimeProvider.System);
        _phases.Add(await measure());
        foreach (var server in testBed.Servers.Append(testBed.Sandbox))
        {
            _peaks[server.Name] = Math.Round(Usage.PeakMegabytes(server.Id));
        }
    }

    private IEnumerable<ServerProcess> InTurn(int round)
    {
        var servers = testBed.Servers;
        return Enumerable.Range(0, servers.Count).Select(i => servers[(i + round) % servers.Count]);
    }

    private static void Print(string what) => Console.WriteLine($"  {what} …");
}
