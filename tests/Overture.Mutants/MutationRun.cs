using System.Diagnostics;

namespace Overture.Mutants;

/// <summary>
/// A run: mutate, ask the fast tests, ask the functional ones about those that survived, print the score.
/// </summary>
internal sealed class MutationRun(Arguments arguments)
{
    private const int Workers = 2;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Findings _findings = Findings.Read(anew: !arguments.GoesOn);

    /// <summary>0 when the goal is reached, 1 when it is not, 3 when the time was over before all were asked.</summary>
    public async Task<int> RunAsync()
    {
        var assemblies = new List<MutatedAssembly>();
        foreach (var name in Scope.Projects)
        {
            var firstId = assemblies.SelectMany(assembly => assembly.Mutants).Select(mutant => mutant.Id + 1)
                .Append(0).Max();
            if (MutatedAssembly.Find(name) is not { } assembly)
            {
                assembly = MutatedAssembly.Make(name, await CompiledProject.ReadAsync(name), firstId);
                assembly.Keep(name);
            }

            Console.WriteLine($"  {name}: {assembly.Mutants.Count} mutants, {_clock.Elapsed.TotalSeconds:0} s");
            assemblies.Add(assembly);
        }

        var mutants = assemblies.SelectMany(assembly => assembly.Mutants)
            .Where(mutant => mutant.File.Contains(arguments.Only, StringComparison.Ordinal)).ToList();
        Console.WriteLine($"{mutants.Count} mutants");
        var isWhole = await AskAsync("Overture.Tests", assemblies, mutants);
        if (isWhole && arguments.Functional) isWhole = await AskAsync("Overture.FunctionalTests", assemblies, mutants);
        var score = Score.Print(mutants, _findings);
        return !isWhole ? 3 : score >= arguments.Goal ? 0 : 1;
    }

    private bool IsOver => _clock.Elapsed.TotalMinutes >= arguments.Minutes;

    private async Task<bool> AskAsync(
        string program, IReadOnlyList<MutatedAssembly> assemblies, IReadOnlyList<Mutant> mutants)
    {
        var suite = TestSuite.Prepare(program, assemblies);
        await suite.CoverAsync(() => IsOver);
        var left = new Queue<Mutant>(mutants.Where(mutant => _findings.KilledBy(mutant) is null));
        Console.WriteLine($"  {left.Count} to ask about after {_clock.Elapsed.TotalSeconds:0} s");
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(suite, left))));
        _findings.Write();
        Console.WriteLine($"  {program}: done after {_clock.Elapsed.TotalSeconds:0} s");
        return left.Count == 0;
    }

    private async Task WorkAsync(TestSuite suite, Queue<Mutant> left)
    {
        using var process = suite.Start();
        while (!IsOver)
        {
            Mutant mutant;
            lock (left)
            {
                if (!left.TryDequeue(out mutant!)) return;
            }

            if (await suite.NoticeAsync(process, mutant) is { } by) _findings.Kill(mutant, by);
        }
    }
}
