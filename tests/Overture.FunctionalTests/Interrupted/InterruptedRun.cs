using System.Diagnostics;
using System.Text;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Interrupted;

/// <summary>One of the repository's scripts, started as from a terminal, and everything that comes of it.</summary>
internal sealed class InterruptedRun : IAsyncDisposable
{
    private const string Mark = "OVERTURE_INTERRUPTED";

    private readonly string _mark = $"{Mark}={Guid.NewGuid():n}";
    private readonly string _folder = Directory.CreateTempSubdirectory("interrupted-").FullName;
    private readonly Process _script;

    private InterruptedRun(string[] command)
    {
        // As a terminal starts it: the leader of a group, with the signals as they are by default.
        var start = new ProcessStartInfo(
            "setsid",
            ["env", "--default-signal=INT,QUIT", "/bin/sh", "-c", "exec \"$@\" >\"$0\" 2>&1", Log, .. command])
        {
            WorkingDirectory = Root,
        };
        // PostgreSQL runs as another user, who must reach its own part.
        Directory.CreateDirectory(Temporary);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_001_001);
            File.SetUnixFileMode(Temporary, (UnixFileMode)0b111_001_001);
        }

        start.Environment["TMPDIR"] = Temporary;
        start.Environment[Mark] = _mark[(Mark.Length + 1)..];
        _script = Process.Start(start)!;
    }

    /// <summary>What the script finds as the temporary folder.</summary>
    private string Temporary => Path.Combine(_folder, "tmp");

    private string Log => Path.Combine(_folder, "log");

    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Overture.slnx"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    /// <summary>Starts a script and waits until a program of each name runs.</summary>
    public static async Task<InterruptedRun> StartAsync(string[] command, params string[] programs)
    {
        var run = new InterruptedRun(command);
        await Eventually.HoldsAsync(
            () =>
            {
                if (run._script.HasExited) Assert.Fail($"{command[0]} ended early: {File.ReadAllText(run.Log)}");
                var running = run.Processes();
                return Task.FromResult(programs.All(program =>
                    running.Any(process => process.Contains(program, StringComparison.Ordinal))));
            },
            $"{string.Join(", ", programs)} run");
        return run;
    }

    /// <summary>What Ctrl-C does: the signal goes to every process of the terminal's group.</summary>
    public Task PressControlCAsync() => SignalAsync("INT", $"-{_script.Id}");

    /// <summary>What a service manager or CI does: the signal goes to the script alone.</summary>
    public Task TerminateAsync() => SignalAsync("TERM", $"{_script.Id}");

    /// <summary>Nothing in the script gets to run any more.</summary>
    public Task KillAsync() => SignalAsync("KILL", $"{_script.Id}");

    /// <summary>Waits until nothing is left: no process, no folder, no mount.</summary>
    public async Task LeavesNothingAsync()
    {
        await _script.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => Task.FromResult(Left().Count == 0), () => string.Join("; ", Left()));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_script.HasExited) await SignalAsync("KILL", $"-{_script.Id}");
        _script.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task SignalAsync(string name, string target)
    {
        using var kill = Process.Start("kill", [$"-{name}", "--", target]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private List<string> Left() =>
    [
        .. Processes(),
        .. Directory.EnumerateFileSystemEntries(Temporary),
        .. File.ReadLines("/proc/mounts").Where(line => line.Contains(Temporary, StringComparison.Ordinal)),
    ];

    private List<string> Processes() =>
    [
        .. Directory.EnumerateDirectories("/proc", "*")
            .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Where(process => Read(process, "environ").Split('\0').Contains(_mark))
            .Select(process => Read(process, "cmdline").Replace('\0', ' ')),
    ];

    private static string Read(string process, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, file)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is not ours.
            return "";
        }
    }
}
