namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>One of the real programs, listening on a port that it keeps over all its lives.</summary>
internal sealed class ServiceProcess(string name, string log, string readyPath, Timeline timeline) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private ChildProcess? _process;
    private long _bornAt;

    public int Port { get; } = Ports.Take();

    public int Id => _process!.Id;

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>What follows <c>dotnet</c> at the next start.</summary>
    public IReadOnlyList<string> Arguments { get; set; } = [];

    public bool HasExited => _process is null || _process.HasExited;

    public int ExitCode => _process!.ExitCode;

    public string LogTail => File.Exists(log) ? string.Join(Environment.NewLine, File.ReadLines(log).TakeLast(25)) : "";

    /// <summary>What it has said since its last start.</summary>
    public string LogOfThisLife
    {
        get
        {
            using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Position = _bornAt;
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
    }

    public void Spawn()
    {
        _process?.Dispose();
        _bornAt = File.Exists(log) ? new FileInfo(log).Length : 0;
        _process = ChildProcess.Start(log, ["dotnet", .. Arguments]);
    }

    /// <summary>Starts it and waits until it is ready; how long that took.</summary>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        Spawn();
        while (!await IsReadyAsync(cancellationToken))
        {
            if (HasExited) throw new InvalidOperationException($"{name} ended with {_process!.ExitCode}: {LogTail}");
            if (TimeProvider.System.GetElapsedTime(start) > LongestStart)
            {
                throw new TimeoutException($"{name} was not ready after {LongestStart}: {LogTail}");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    public void Kill()
    {
        if (_process is null) return;
        _process.Kill();
        timeline.Add($"{name} {_process.Id} killed");
    }

    /// <summary>SIGTERM, and the exit code; null when it does not end.</summary>
    public async Task<int?> StopAsync(CancellationToken cancellationToken)
    {
        timeline.Add($"{name} {_process!.Id} told to stop");
        _process.Signal("TERM");
        try
        {
            await _process.WaitForExitAsync(cancellationToken)
                .WaitAsync(LongestStop, TimeProvider.System, cancellationToken);
            return _process.ExitCode;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>SIGSTOP: it stands still in whatever it is doing, and notices nothing.</summary>
    public void Freeze()
    {
        _process!.Signal("STOP");
        timeline.Add($"{name} {_process.Id} paused");
    }

    public void Thaw()
    {
        _process!.Signal("CONT");
        timeline.Add($"{name} {_process.Id} goes on");
    }

    public void Dispose()
    {
        _process?.Dispose();
        _http.Dispose();
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, readyPath), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
