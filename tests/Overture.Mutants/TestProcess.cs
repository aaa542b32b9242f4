using System.Diagnostics;
using System.Globalization;

namespace Overture.Mutants;

/// <summary>What a run of some test classes showed.</summary>
internal sealed record TestRun(bool Passed, IReadOnlySet<int> Reached, TimeSpan Time);

/// <summary>A worker over its lives: one that hangs or dies is replaced.</summary>
internal sealed class TestProcess(string folder, string program) : IDisposable
{
    private Process? _process;

    /// <summary>
    /// Runs test classes with a mutant switched on, or none (-1). Null when they did not end in time.
    /// </summary>
    public async Task<TestRun?> RunAsync(int mutant, IEnumerable<string> classes, TimeSpan longest)
    {
        _process ??= Start();
        var begun = Stopwatch.GetTimestamp();
        using var deadline = new CancellationTokenSource(longest);
        try
        {
            await _process.StandardInput.WriteLineAsync($"{mutant} {string.Join(',', classes)}");
            await _process.StandardInput.FlushAsync(deadline.Token);
            while (await _process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                if (!line.StartsWith(Worker.Answer, StringComparison.Ordinal)) continue;
                var parts = line[Worker.Answer.Length..].Split(' ');
                var reached = parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(id => int.Parse(id, CultureInfo.InvariantCulture));
                return new TestRun(parts[0] == "0", reached.ToHashSet(), Stopwatch.GetElapsedTime(begun));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // It hangs, or it has died.
        }

        Restart();
        return null;
    }

    /// <summary>The next run has a process of its own.</summary>
    public void Restart()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose() => Restart();

    private Process Start()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "exec", "--depsfile", Path.Combine(folder, $"{program}.deps.json"),
                "--runtimeconfig", Path.Combine(folder, $"{program}.runtimeconfig.json"),
                Path.Combine(folder, "Overture.Mutants.dll"), Worker.Word, program,
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        return Process.Start(start)!;
    }
}
