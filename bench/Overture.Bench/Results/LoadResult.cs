namespace Overture.Bench.Results;

/// <summary>What a run of bench/load leaves behind.</summary>
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
    /// Refusals that need no upstream, and the endpoint that does nothing: with it the generator shows what it can do itself.
    /// </summary>
    public required IReadOnlyList<Row> Refusals { get; init; }

    /// <summary>Megabytes resident at most, by process, from the start to the end of the run.</summary>
    public required IReadOnlyDictionary<string, double> PeakMegabytes { get; init; }

    public required IReadOnlyList<Target> Targets { get; init; }

    public required IReadOnlyList<Phase> Phases { get; init; }
}
