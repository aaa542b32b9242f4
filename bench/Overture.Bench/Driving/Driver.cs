using Overture.Bench.Processes;
using Overture.Bench.Results;

namespace Overture.Bench.Driving;

/// <summary>
/// Drives a server, measures the processor time of every process meanwhile, and compares the answers with what the
/// sandbox accepted. A server that answers what did not happen, or does what it does not answer, fails the run.
/// </summary>
internal sealed class Driver(TestBed testBed, InvitePairs pairs, bool withKeys)
{
    private const int WarmUpConnections = 64;

    public Task<Phase> InviteAsync(ServerProcess server, int connections, int round, TimeSpan duration) => VerifyAsync(
        server, "invite", connections, round, scripts => ClosedLoop.ForAsync(duration, server.Port, scripts));

    public Task<Phase> InviteAsync(ServerProcess server, int connections, int round, int calls) => VerifyAsync(
        server, "invite", connections, round, scripts => ClosedLoop.CountAsync(calls, server.Port, scripts));

    /// <summary>
    /// Warms up at least that long, and until each account has had its first call: its activation is not what is
    /// measured.
    /// </summary>
    public async Task WarmUpAsync(ServerProcess server, TimeSpan duration, int accounts)
    {
        var phase = await InviteAsync(server, WarmUpConnections, round: 0, duration);
        if (phase.Requests < accounts)
        {
            await InviteAsync(server, WarmUpConnections, round: 0, accounts - phase.Requests);
        }
    }

    public async Task<Phase> HalfLoadAsync(
        ServerProcess server, int connections, int round, TimeSpan duration, double rate)
    {
        var lateness = 0.0;
        var phase = await VerifyAsync(server, "half_load", connections, round, async scripts =>
        {
            (var samples, lateness) = await OpenLoop.RunAsync(rate, duration, server.Port, scripts);
            return samples;
        });
        return phase with { Lateness = Math.Round(lateness, 3) };
    }

    /// <summary>Invitations in each second.</summary>
    public async Task<IReadOnlyList<int>> InviteColdAsync(ServerProcess server, int connections, TimeSpan duration)
    {
        IReadOnlyList<int> perSecond = [];
        await VerifyAsync(server, "cold", connections, 0, async scripts =>
        {
            var samples = await ClosedLoop.ForAsync(duration, server.Port, scripts);
            perSecond = samples.PerSecond();
            return samples;
        });
        return perSecond;
    }

    /// <summary>Requests that never reach the platform.</summary>
    public async Task<Phase> AskAsync(
        ServerProcess server, string work, int connections, int round, TimeSpan duration, Func<IScript> script)
    {
        var scripts = Enumerable.Range(0, connections).Select(_ => script()).ToList();
        return await MeasureAsync(
            server, work, connections, round, () => ClosedLoop.ForAsync(duration, server.Port, scripts));
    }

    private async Task<Phase> VerifyAsync(
        ServerProcess server, string work, int connections, int round,
        Func<IReadOnlyList<IScript>, Task<Samples>> drive)
    {
        var scripts = Enumerable.Range(0, connections)
            .Select(_ => new InviteScript(pairs, server.AccountId, withKeys))
            .ToList();
        var before = await testBed.AcceptedAsync();
        var phase = await MeasureAsync(server, work, connections, round, () => drive(scripts));
        var accepted = await testBed.AcceptedAsync() - before;
        var answered = Numbers.Of(scripts.Select(script => script.Answered));
        if (answered.Count != accepted)
        {
            throw new WrongAnswerException(
                $"{server.Name} answered {answered.Count} invitations, and the sandbox accepted {accepted}.");
        }

        if (!answered.AreConsecutive)
        {
            throw new WrongAnswerException(
                $"{server.Name} named invitations that are not the {accepted} that the sandbox accepted.");
        }

        return phase;
    }

    private async Task<Phase> MeasureAsync(
        ServerProcess server, string work, int connections, int round, Func<Task<Samples>> drive)
    {
        var before = CpuSeconds(server);
        var samples = await drive();
        var after = CpuSeconds(server);
        var cpu = after.ToDictionary(entry => entry.Key, entry => entry.Value - before[entry.Key]);
        return Phase.Of(server.Name, work, (connections, round), samples, cpu);
    }

    private Dictionary<string, double> CpuSeconds(ServerProcess server) => new()
    {
        ["server"] = Usage.CpuSeconds(server.Id),
        ["database"] = server.Name == "postgres" ? Usage.CpuSecondsOfTree(testBed.Database!.Id) : 0,
        ["sandbox"] = Usage.CpuSeconds(testBed.Sandbox.Id),
        ["generator"] = Usage.OwnCpuSeconds,
    };
}
