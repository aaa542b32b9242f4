using System.Globalization;
using System.Text.RegularExpressions;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>The server as a process of its own, with its log and its memory under observation.</summary>
internal sealed partial class FuzzedServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("overture-fuzz-").FullName;
    private readonly ServiceProcess _process;
    private readonly Timeline _timeline = new();
    private long _read;

    private FuzzedServer(string program)
    {
        _process = new ServiceProcess("server", Log, "/readyz", _timeline);
        _process.Arguments =
        [
            program, "--environment", "Production", "--urls", $"{_process.Address}",
            "--data", Path.Combine(_folder, "data"), "--Overture:Sandbox:Url=http://127.0.0.1:0",
            // The limit of a key would answer instead of what is behind it.
            "--Overture:Http:RequestsPerMinute=1000000",
        ];
    }

    public int Port => _process.Port;

    private string Log => Path.Combine(_folder, "log");

    public static async Task<FuzzedServer> StartAsync(string program, CancellationToken cancellationToken)
    {
        var server = new FuzzedServer(program);
        await server._process.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>
    /// What the log has that it must not have, since this was asked last; null when there is nothing.
    /// </summary>
    public string? FaultInLog()
    {
        using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == _read) return null;
        file.Position = _read;
        using var reader = new StreamReader(file);
        var text = reader.ReadToEnd();
        _read = file.Position;
        return Stack.Match(text) is { Success: true } match ? text[Math.Max(0, match.Index - 1_500)..] : null;
    }

    public int Megabytes => File.ReadLines($"/proc/{_process.Id}/status")
        .Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => int.Parse(line[6..^3], CultureInfo.InvariantCulture) / 1024).Single();

    public bool HasEnded => _process.HasExited;

    public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => _process.IsReadyAsync(cancellationToken);

    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"^\s+at \S+\(|Unhandled exception|^\s*---> |""?Exception""?:", RegexOptions.Multiline)]
    private static partial Regex Stack { get; }
}
