using System.Diagnostics;

namespace Overture.Bench.Driving;

/// <summary>When each call of a phase began and ended, in ticks of the stopwatch.</summary>
internal sealed class Samples(IReadOnlyList<(long Begin, long End)> calls)
{
    private readonly long[] _sorted = [.. calls.Select(call => call.End - call.Begin).Order()];

    public int Count => _sorted.Length;

    public double Seconds => Count == 0
        ? 0
        : Stopwatch.GetElapsedTime(calls.Min(call => call.Begin), calls.Max(call => call.End)).TotalSeconds;

    public double Rate => Count == 0 ? 0 : Count / Seconds;

    /// <summary>Latency in milliseconds below which that share of the calls lies.</summary>
    public double Percentile(double share) => Count == 0
        ? 0
        : _sorted[Math.Min(Count - 1, (int)(share * Count))] * 1000.0 / Stopwatch.Frequency;

    /// <summary>Calls that ended in each whole second since the first began.</summary>
    public IReadOnlyList<int> PerSecond()
    {
        var start = calls.Min(call => call.Begin);
        var seconds = calls.CountBy(call => (int)Stopwatch.GetElapsedTime(start, call.End).TotalSeconds).ToDictionary();
        return [.. Enumerable.Range(0, (int)Seconds).Select(second => seconds.GetValueOrDefault(second))];
    }
}
