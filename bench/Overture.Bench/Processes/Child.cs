using System.Diagnostics;

namespace Overture.Bench.Processes;

/// <summary>A child process whose output goes to a file. It ends with the harness, whose folder sees to that.</summary>
internal sealed class Child : IDisposable
{
    private static readonly TimeSpan MaxStop = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private Child(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static Child Start(string log, IEnumerable<string> command)
    {
        // The shell opens the file and then becomes the process itself, so the child's id is the process's.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >>\"$0\" 2>&1 </dev/null");
        start.ArgumentList.Add(log);
        foreach (var argument in command) start.ArgumentList.Add(argument);
        // For the generator alone.
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        return new Child(Process.Start(start)!);
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<int> RunAsync(string log, params IEnumerable<string> command)
    {
        using var child = Start(log, command);
        await child._process.WaitForExitAsync();
        return child.ExitCode;
    }

    /// <summary>Has the process shut down, and waits for it.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{Id}"]);
        using var deadline = new CancellationTokenSource(MaxStop);
        await _process.WaitForExitAsync(deadline.Token);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
