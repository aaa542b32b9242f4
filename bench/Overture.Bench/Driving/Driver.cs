using Overture.Bench.Processes;
using Overture.Bench.Results;

namespace Overture.Bench.Driving;

/// <summary>
/// Drives a server, weighs every process meanwhile, and holds what was heard against what the sandbox accepted: a server
/// that answers what did not happen, or does what it does not answer, fails the run.
/// </summary>
internal sealed class Driver(Landscape landscape, Wishes wishes, bool withKeys)
{
    public Task<Phase> InviteAsync(Server server, int connections, int round, TimeSpan duration) => WitnessedAsync(
        server, "invite", connections, round, scripts => ClosedLoop.ForAsync(duration, server.Port, scripts));

    public Task<Phase> InviteAsync(Server server, int connections, int round, int calls) => WitnessedAsync(
        server, "invite", connections, round, scripts => ClosedLoop.CountAsync(calls, server.Port, scripts));

    /// <summary>At least so long, and until each account has had its first call: waking up is not what is measured.</summary>
    public async Task WarmUpAsync(Server server, TimeSpan duration, int accounts)
    {
        var phase = await InviteAsync(server, connections: 64, round: 0, duration);
        if (phase.Requests < accounts) await InviteAsync(server, connections: 64, round: 0, accounts - phase.Requests);
    }

    public async Task<Phase> HalfLoadAsync(Server server, int connections, int round, TimeSpan duration, double rate)
    {
        var lateness = 0.0;
        var phase = await WitnessedAsync(server, "half_load", connections, round, async scripts =>
        {
            (var samples, lateness) = await OpenLoop.RunAsync(rate, duration, server.Port, scripts);
            return samples;
        });
        return phase with { Lateness = Math.Round(lateness, 3) };
    }

    /// <summary>Invitations in each second.</summary>
    public async Task<IReadOnlyList<int>> InviteColdAsync(Server server, int connections, TimeSpan duration)
    {
        IReadOnlyList<int> perSecond = [];
        await WitnessedAsync(server, "cold", connections, 0, async scripts =>
        {
            var samples = await ClosedLoop.ForAsync(duration, server.Port, scripts);
            perSecond = samples.PerSecond();
            return samples;
        });
        return perSecond;
    }

    /// <summary>Requests that never reach the upstream.</summary>
    public async Task<Phase> AskAsync(
        Server server, string work, int connections, int round, TimeSpan duration, Func<IScript> script)
    {
        var scripts = Enumerable.Range(0, connections).Select(_ => script()).ToList();
        return await WeighedAsync(
            server, work, connections, round, () => ClosedLoop.ForAsync(duration, server.Port, scripts));
    }

    private async Task<Phase> WitnessedAsync(
        Server server, string work, int connections, int round, Func<IReadOnlyList<IScript>, Task<Samples>> drive)
    {
        var scripts = Enumerable.Range(0, connections).Select(_ => new InviteScript(wishes, withKeys)).ToList();
        var before = await landscape.AcceptedAsync();
        var phase = await WeighedAsync(server, work, connections, round, () => drive(scripts));
        var accepted = await landscape.AcceptedAsync() - before;
        var heard = Numbers.Of(scripts.Select(script => script.Heard));
        if (heard.Count != accepted)
            throw new WrongAnswerException($"{server.Name} answered {heard.Count} invitations, and the sandbox accepted {accepted}.");
        if (!heard.AreConsecutive)
            throw new WrongAnswerException($"{server.Name} named invitations that are not the {accepted} that the sandbox accepted.");
        return phase;
    }

    private async Task<Phase> WeighedAsync(
        Server server, string work, int connections, int round, Func<Task<Samples>> drive)
    {
        var before = Weigh(server);
        var samples = await drive();
        var after = Weigh(server);
        var cpu = after.ToDictionary(entry => entry.Key, entry => entry.Value - before[entry.Key]);
        return Phase.Of(server.Name, work, connections, round, samples, cpu);
    }

    private Dictionary<string, double> Weigh(Server server) => new()
    {
        ["server"] = Usage.CpuSeconds(server.Id),
        ["database"] = server.Name == "postgres" ? Usage.CpuSecondsOfTree(landscape.Database!.Id) : 0,
        ["sandbox"] = Usage.CpuSeconds(landscape.Sandbox.Id),
        ["generator"] = Usage.OwnCpuSeconds,
    };
}
