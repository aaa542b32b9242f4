using System.Globalization;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>Sends a plan's inputs to a server of its own and gathers every fault.</summary>
internal sealed class FuzzRun(FuzzPlan plan)
{
    private const int Callers = 4;
    private const int MaxFaults = 25;

    private readonly List<string> _faults = [];
    private int _sent;

    /// <summary>What was found, and what is to be printed of the run.</summary>
    public static async Task<(IReadOnlyList<string> Faults, string Summary)> RunAsync(
        FuzzPlan plan, CancellationToken cancellationToken)
    {
        var run = new FuzzRun(plan);
        return (run._faults, await run.SendAllAsync(cancellationToken));
    }

    private async Task<string> SendAllAsync(CancellationToken cancellationToken)
    {
        using var server = await FuzzedServer.StartAsync(plan.Server, cancellationToken);
        var caller = new FuzzCaller(server.Port);
        var begun = TimeProvider.System.GetTimestamp();
        var (early, fifth) = (0, (plan.Http + plan.Raw) / 5);
        foreach (var inputs in plan.Inputs().Chunk(Callers))
        {
            var received = await Task.WhenAll(inputs.Select(input => caller.SendAsync(input, cancellationToken)));
            foreach (var (input, answer) in inputs.Zip(received)) Judge(input, FuzzJudge.FaultOf(input, answer));
            if (server.FaultInLog() is { } fault)
            {
                _faults.Add($"In the log: {fault}\nafter one of\n{string.Join("\n", inputs.Select(Describe))}");
            }

            _sent += inputs.Length;
            if (early == 0 && _sent >= fifth) early = server.Megabytes;
            if (server.HasEnded || _faults.Count >= MaxFaults) break;
        }

        if (server.HasEnded) return "The server has ended.";
        if (!await server.IsReadyAsync(cancellationToken)) _faults.Add("The server is no longer ready.");
        var late = server.Megabytes;
        if (plan.Only is null && late - early > plan.MegabytesOfGrowth)
        {
            _faults.Add($"Memory grew from {early} to {late} MB.");
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{_sent} inputs in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0} s, {_faults.Count} faults; "
            + $"memory {early} MB after the first fifth, {late} MB at the end");
    }

    private void Judge(FuzzInput input, string? fault)
    {
        if (fault is not null) _faults.Add($"{fault}\nto\n{Describe(input)}");
    }

    private string Describe(FuzzInput input) =>
        $"{input.Name}, again with: ./fuzz --seed {plan.Seed} --only '{input.Name}'\n{input.Text}\n";
}
