using System.Diagnostics;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>A process of ours whose output goes to a file. The run's folder sees to its end.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private bool _isDisposed;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Also true, for whoever still holds it, when it was put aside for its next life.</summary>
    public bool HasExited
    {
        get
        {
            lock (_process) return _isDisposed || _process.HasExited;
        }
    }

    public int ExitCode => _process.ExitCode;

    public static ChildProcess Start(string log, params IEnumerable<string> command)
    {
        // The shell only opens the file and then becomes the process itself, so the id is the one to kill.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("exec \"$@\" >>\"$0\" 2>&1 </dev/null");
        start.ArgumentList.Add(log);
        foreach (var argument in command) start.ArgumentList.Add(argument);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>SIGKILL: nothing in the process gets to run any more.</summary>
    public void Kill()
    {
        if (_process.HasExited) return;
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Sends a signal by its name, such as STOP.</summary>
    public void Signal(string name)
    {
        if (_process.HasExited) return;
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{name}", $"{Id}"]))!;
        kill.WaitForExit();
    }

    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public void Dispose()
    {
        Kill();
        lock (_process)
        {
            _isDisposed = true;
            _process.Dispose();
        }
    }
}
