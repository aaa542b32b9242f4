using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Overture.Bench.Processes;

namespace Overture.Bench.Results;

/// <summary>The machine that a figure comes from.</summary>
internal sealed record Machine
{
    public required string Cpu { get; init; }

    public required int Cores { get; init; }

    public required double MemoryGigabytes { get; init; }

    public required string Kernel { get; init; }

    public required string Runtime { get; init; }

    public required string Sdk { get; init; }

    public string? Postgres { get; init; }

    public required string FileSystem { get; init; }

    /// <summary>Median time to write and flush 4 KB: no durable step can be faster.</summary>
    public required double FlushMicroseconds { get; init; }

    /// <summary>Load average when the run began; other work disturbs the figures.</summary>
    public required double LoadAverage { get; init; }

    public static async Task<Machine> ReadAsync(string folder, Postgres? database) => new()
    {
        Cpu = Value("/proc/cpuinfo", "model name"),
        Cores = Environment.ProcessorCount,
        MemoryGigabytes = Math.Round(
            double.Parse(Value("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture) / 1048576, 1),
        Kernel = (await File.ReadAllTextAsync("/proc/sys/kernel/osrelease")).Trim(),
        Runtime = RuntimeInformation.FrameworkDescription,
        Sdk = Tool.Read("dotnet", "--version"),
        Postgres = database is null ? null : await database.VersionAsync(),
        FileSystem = new DriveInfo(folder).DriveFormat,
        FlushMicroseconds = Math.Round(Flush(Path.Combine(folder, "flush"))),
        LoadAverage = double.Parse(
            (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0], CultureInfo.InvariantCulture),
    };

    private static double Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Create, FileAccess.Write);
        var times = Enumerable.Range(0, 200).Select(n => FlushOnce(handle, n)).Order().ToList();
        return times[times.Count / 2];
    }

    private static double FlushOnce(SafeFileHandle handle, int block)
    {
        var start = Stopwatch.GetTimestamp();
        RandomAccess.Write(handle, new byte[4096], block * 4096L);
        RandomAccess.FlushToDisk(handle);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static string Value(string file, string name) => File.ReadLines(file)
        .First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':', 2)[1].Trim();
}
