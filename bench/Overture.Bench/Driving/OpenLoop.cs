using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Overture.Bench.Driving;

/// <summary>
/// Calls that arrive at a given rate with exponential pauses, whatever the server does. A call's latency counts from
/// the moment at which it was due, so waiting for a free connection is part of it.
/// </summary>
internal static class OpenLoop
{
    private const int Seed = 20261123;

    /// <returns>The calls, and the 99th percentile of the generator's own lateness in milliseconds.</returns>
    public static async Task<(Samples Samples, double Lateness)> RunAsync(
        double rate, TimeSpan duration, int port, IReadOnlyList<IScript> scripts)
    {
        // The dispatching thread writes the request itself, which saves a change of threads.
        var due = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });
        var connections = await Task.WhenAll(scripts.Select(_ => Connection.OpenAsync(port)));
        try
        {
            var workers = scripts
                .Zip(connections, (script, connection) => ServeAsync(due.Reader, script, connection))
                .ToList();
            var lateness = await Task.Factory.StartNew(
                () => Dispatch(rate, duration, due.Writer), TaskCreationOptions.LongRunning);
            var calls = await Task.WhenAll(workers);
            return (new Samples([.. calls.SelectMany(part => part)]), lateness.Percentile(0.99));
        }
        finally
        {
            foreach (var connection in connections) connection.Dispose();
        }
    }

    private static Samples Dispatch(double rate, TimeSpan duration, ChannelWriter<long> due)
    {
        var random = new Random(Seed);
        var late = new List<(long, long)>();
        var next = Stopwatch.GetTimestamp();
        var end = next + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        while (next < end)
        {
            var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next).TotalMicroseconds;
            // The runtime's timers only know whole milliseconds, which is longer than what is measured.
            if (left > 1) _ = Sleep((uint)left);
            late.Add((next, Stopwatch.GetTimestamp()));
            due.TryWrite(next);
            next += (long)(-Math.Log(1 - random.NextDouble()) / rate * Stopwatch.Frequency);
        }

        due.Complete();
        return new Samples(late);
    }

    private static async Task<List<(long Begin, long End)>> ServeAsync(
        ChannelReader<long> due, IScript script, Connection connection)
    {
        var calls = new List<(long, long)>(4096);
        // ReadAsync wakes one worker for each call; waiting for "something to read" would wake all of them.
        while (await ReadAsync(due) is { } intended)
        {
            var answer = await connection.AskAsync(script.Next());
            calls.Add((intended, Stopwatch.GetTimestamp()));
            script.Check(answer);
        }

        return calls;
    }

    private static async ValueTask<long?> ReadAsync(ChannelReader<long> due)
    {
        try
        {
            return await due.ReadAsync();
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(uint microseconds);
}
