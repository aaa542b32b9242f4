using System.Diagnostics;

namespace Overture.Bench.Driving;

/// <summary>
/// Connections that each ask, wait for the answer, and ask again. Finds the highest rate of a server.
/// </summary>
internal static class ClosedLoop
{
    public static Task<Samples> ForAsync(TimeSpan duration, int port, IReadOnlyList<IScript> scripts)
    {
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        return WhileAsync(() => Stopwatch.GetTimestamp() < end, port, scripts);
    }

    public static Task<Samples> CountAsync(int calls, int port, IReadOnlyList<IScript> scripts) =>
        WhileAsync(() => Interlocked.Decrement(ref calls) >= 0, port, scripts);

    private static async Task<Samples> WhileAsync(Func<bool> continues, int port, IReadOnlyList<IScript> scripts)
    {
        var connections = await Task.WhenAll(scripts.Select(_ => Connection.OpenAsync(port)));
        try
        {
            var calls = await Task.WhenAll(scripts.Zip(connections, (script, connection) =>
                Task.Run(() => RunAsync(continues, script, connection))));
            return new Samples([.. calls.SelectMany(part => part)]);
        }
        finally
        {
            foreach (var connection in connections) connection.Dispose();
        }
    }

    private static async Task<List<(long Begin, long End)>> RunAsync(
        Func<bool> continues, IScript script, Connection connection)
    {
        var calls = new List<(long, long)>(4096);
        while (continues())
        {
            var request = script.Next();
            var begin = Stopwatch.GetTimestamp();
            var answer = await connection.AskAsync(request);
            calls.Add((begin, Stopwatch.GetTimestamp()));
            script.Check(answer);
        }

        return calls;
    }
}
