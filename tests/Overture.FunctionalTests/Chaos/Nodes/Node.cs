using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Chaos.Nodes;

/// <summary>One gateway over all its lives, with its own ports and its own wire to the database.</summary>
internal sealed class Node : IAsyncDisposable
{
    private static readonly TimeSpan LongestRevival = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly RunStore _store;
    private readonly Timeline _timeline;
    private readonly Deaths _deaths;
    private readonly IReadOnlyList<string> _arguments;
    private int _isTaken;

    public Node(
        string name, string folder, RunStore store, IEnumerable<string> arguments, Timeline timeline, Deaths deaths)
    {
        (Name, _store, _timeline, _deaths) = (name, store, timeline, deaths);
        Process = new ServiceProcess(name, Path.Combine(folder, $"{name}.log"), "/readyz", timeline);
        (var ofStore, Wire) = store.Attach(name);
        _arguments = ["--urls", $"{Process.Address}", .. ofStore, .. arguments];
        Program = Binaries.Gateway;
    }

    public string Name { get; }

    public ServiceProcess Process { get; }

    public Uri Address => Process.Address;

    /// <summary>Null where the database is a file.</summary>
    public DatabaseWire? Wire { get; }

    /// <summary>The server that it is from its next start on.</summary>
    public string Program
    {
        get => Process.Arguments[0];
        set => Process.Arguments = [value, .. _arguments, .. NodeArguments.LimitsOf(value)];
    }

    /// <summary>It is meant to run.</summary>
    public bool IsUp { get; private set; }

    public int Kills { get; private set; }

    public bool HasDied => IsUp && Process.HasExited;

    // Whom the others declared dead has to end, also when it was only slow.
    private bool IsEvicted => Process.LogOfThisLife.Contains("I have been told I am dead", StringComparison.Ordinal);

    /// <summary>SIGKILL, also a second time while it starts again.</summary>
    public async Task KillAsync(TimeSpan? againAfter, CancellationToken cancellationToken)
    {
        NoteDeath();
        Process.Kill();
        Kills++;
        if (againAfter is not { } pause) return;
        Process.Spawn();
        await Task.Delay(pause, TimeProvider.System, cancellationToken);
        Process.Kill();
        Kills++;
    }

    /// <summary>SIGTERM: whatever it has it finishes, and it ends with 0.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        NoteDeath();
        IsUp = false;
        var code = await Process.StopAsync(cancellationToken);
        _timeline.Add($"{Name} ended with {code}");
        if (code != 0) _deaths.Add("stop", $"{Name}, told to stop, ended with {code}: {Process.LogTail}");
        if (code is null) Process.Kill();
    }

    /// <summary>Starts it as an init system would: again and again, until its database lets it.</summary>
    public async Task<TimeSpan> ReviveAsync(CancellationToken cancellationToken)
    {
        IsUp = true;
        var first = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var start = TimeProvider.System.GetTimestamp();
            try
            {
                return await StartAsync(cancellationToken);
            }
            catch (InvalidOperationException exception)
            {
                _timeline.Add($"{Name} did not start: {exception.Message}");
                if (!_store.WasDisturbedSince(start)) _deaths.Add("start", exception.Message);
                if (TimeProvider.System.GetElapsedTime(first) > LongestRevival) throw;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>One start; how long it took.</summary>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellationToken)
    {
        var took = await Process.StartAsync(cancellationToken);
        IsUp = true;
        _timeline.Add($"{Name} ready after {took.TotalSeconds:0.0} s");
        return took;
    }

    /// <summary>A node that ended without being killed broke a promise; whoever finds it so starts it again.</summary>
    public void NoteDeath()
    {
        if (!HasDied) return;
        if (IsEvicted) _deaths.AddEviction(Name);
        else _deaths.Add("run", $"{Name} ended by itself with {Process.ExitCode}: {Process.LogTail}");
    }

    /// <summary>For whoever does something to it, and then makes it well again. False when somebody is at it.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    public void Release() => Volatile.Write(ref _isTaken, 0);

    /// <summary>Notes a death that nobody brought about, and starts it again.</summary>
    public async Task ReviveIfDiedAsync(CancellationToken cancellationToken)
    {
        if (!HasDied || !TryTake()) return;
        try
        {
            NoteDeath();
            await ReviveAsync(cancellationToken);
        }
        finally
        {
            Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Process.Dispose();
        if (Wire is not null) await Wire.DisposeAsync();
    }
}
