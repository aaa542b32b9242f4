using System.Diagnostics;

namespace Overture.Processes;

/// <summary>
/// The folder of one run of a program that starts others. It is the temporary folder of the run; when the program ends,
/// in whatever way, every process that it started ends too, and the folder goes with all that is mounted in it.
/// </summary>
/// <remarks>
/// A keeper waits at a pipe whose other end only this process holds: a <c>kill -9</c> closes it too. It finds the
/// processes by a mark in their environment, which also those inherit that leave the process group, as PostgreSQL does.
/// Where keeper and program are killed together, the next run clears up: nobody holds the folder's lock any more.
/// </remarks>
public sealed class RunFolder : IDisposable
{
    /// <summary>The variable that marks a process as the run's own; its value is the folder.</summary>
    public const string Mark = "OVERTURE_RUN";

    private const string TemporaryFolder = "TMPDIR";

    private const string Keeper = """
        exec >/dev/null 2>&1
        trap '' HUP INT QUIT TERM
        cd /

        marked() { grep -lzFx "OVERTURE_RUN=$1" /proc/[0-9]*/environ | cut -d/ -f3; }

        # Three seconds to end in order: a PostgreSQL that is killed leaves shared memory behind.
        clear() {
          tries=0
          while pids=$(marked "$1"); [ -n "$pids" ] && [ $tries -lt 100 ]; do
            if [ $tries -lt 30 ]; then kill -QUIT $pids; else kill -KILL $pids; fi
            tries=$((tries + 1))
            sleep 0.1
          done
          awk -v under="$1/" 'index($2, under) == 1 { print $2 }' /proc/mounts | sort -r \
            | while read -r mount; do umount --lazy "$mount"; done
          rm -rf "$1" "$1.lock"
        }

        for left in "$(dirname "$1")"/overture-run-*/; do
          left=${left%/}
          [ ! -d "$left" ] || [ "$left" = "$1" ] || ! flock --nonblock "$left.lock" true || clear "$left"
        done
        while read -r _; do :; done
        clear "$1"
        # What the runtime of a program that was killed leaves beside it.
        rm -f "$(dirname "$1")/clr-debug-pipe-$2"-* "$(dirname "$1")/dotnet-diagnostic-$2"-*
        """;

    private static readonly TimeSpan LongestClearing = TimeSpan.FromSeconds(20);

    private readonly FileStream _lock;
    private readonly Process _keeper;

    private RunFolder(string folder, FileStream @lock, Process keeper) =>
        (Path, _lock, _keeper) = (folder, @lock, keeper);

    /// <summary>The folder of this program's run; null where it made none and is of no other's.</summary>
    public static string? Current => Environment.GetEnvironmentVariable(Mark);

    /// <summary>The folder; programs find it as their temporary folder.</summary>
    public string Path { get; }

    /// <summary>Makes the folder in another, such as the system's temporary one, and starts the keeper.</summary>
    public static RunFolder Make(string parent)
    {
        var folder = System.IO.Path.Combine(
            System.IO.Path.GetFullPath(parent), $"overture-run-{Environment.ProcessId}-{Guid.NewGuid():n}"[..32]);
        // The lock comes first: a folder without one belongs to nobody.
        var @lock = new FileStream($"{folder}.lock", FileMode.CreateNew, FileAccess.Write, FileShare.None);
        Directory.CreateDirectory(folder);
        // PostgreSQL runs as another user, who must reach its own part.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_001_001);
        var keeper = StartKeeper(folder);
        Environment.SetEnvironmentVariable(Mark, folder);
        Environment.SetEnvironmentVariable(TemporaryFolder, folder);
        var run = new RunFolder(folder, @lock, keeper);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => run.Dispose();
        return run;
    }

    /// <summary>Has everything end that still runs, and waits for it.</summary>
    public void Dispose()
    {
        lock (_keeper)
        {
            if (!_lock.CanWrite) return;
            _keeper.StandardInput.Close();
            _keeper.WaitForExit(LongestClearing);
            _keeper.Dispose();
            _lock.Dispose();
        }
    }

    private static Process StartKeeper(string folder)
    {
        // In a session of its own, so that Ctrl-C, which goes to all processes of the terminal, leaves it alone.
        var start = new ProcessStartInfo(
            "setsid", ["/bin/sh", "-c", Keeper, "keeper", folder, $"{Environment.ProcessId}"])
        {
            RedirectStandardInput = true,
        };
        start.Environment.Remove(Mark);
        return Process.Start(start)!;
    }
}
