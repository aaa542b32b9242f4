namespace Overture.Bench.Results;

/// <summary>The result of a run of bench/load.</summary>
internal sealed record LoadResult
{
    public required Header Header { get; init; }

    public required int Accounts { get; init; }

    public required double SecondsPerPhase { get; init; }

    public required int Rounds { get; init; }

    public required IReadOnlyList<ColdStart> Cold { get; init; }

    public required IReadOnlyList<Row> Throughput { get; init; }

    public required IReadOnlyList<Row> HalfLoad { get; init; }

    /// <summary>
    /// Refusals that need no platform, and the endpoint that does nothing, which shows the generator's own highest
    /// rate.
    /// </summary>
    public required IReadOnlyList<Row> Refusals { get; init; }

    /// <summary>The most megabytes resident during the run, by process.</summary>
    public required IReadOnlyDictionary<string, double> PeakMegabytes { get; init; }

    public required IReadOnlyList<Target> Targets { get; init; }

    public required IReadOnlyList<Phase> Phases { get; init; }
}
