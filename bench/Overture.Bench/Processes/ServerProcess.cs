using System.Diagnostics;
using Overture.Bench.Filling;

namespace Overture.Bench.Processes;

/// <summary>One of the servers, on a port of its own.</summary>
internal sealed class ServerProcess(string name, string folder, Func<int, IEnumerable<string>> arguments) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxStart = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private Child? _child;

    public string Name => name;

    public int Port { get; } = Ports.Take();

    public int Id => _child?.Id ?? throw new InvalidOperationException($"{name} does not run.");

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>The id of an account of this server, by its number.</summary>
    public Func<int, string> AccountId { get; set; } = FilledAccounts.IdOf;

    private string Log => Path.Combine(folder, $"{name}.log");

    private string LogTail =>
        File.Exists(Log) ? string.Join(Environment.NewLine, File.ReadLines(Log).TakeLast(20)) : "";

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="readyPath">Answers 200 when the server is ready.</param>
    /// <param name="settings">More arguments, for this start alone.</param>
    /// <returns>The time from the start of the process until it was ready.</returns>
    public async Task<TimeSpan> StartAsync(string readyPath = "/readyz", params IEnumerable<string> settings)
    {
        var start = Stopwatch.GetTimestamp();
        _child = Child.Start(Log, ["dotnet", .. arguments(Port), .. settings]);
        while (!await IsReadyAsync(readyPath))
        {
            if (_child.HasExited) throw new BenchException($"{name} ended with {_child.ExitCode}: {LogTail}");
            if (Stopwatch.GetElapsedTime(start) > MaxStart)
            {
                throw new BenchException($"{name} was not ready within {MaxStart.TotalMinutes} minutes: {LogTail}");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    public async Task StopAsync()
    {
        await _child!.StopAsync();
        _child.Dispose();
        _child = null;
    }

    public Task<string> GetAsync(string path) => _http.GetStringAsync(new Uri(Address, path));

    public void Dispose()
    {
        _child?.Dispose();
        _http.Dispose();
    }

    private async Task<bool> IsReadyAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, path));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
