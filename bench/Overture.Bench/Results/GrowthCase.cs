namespace Overture.Bench.Results;

/// <summary>One size of database, and what the gateway does with it.</summary>
internal sealed record GrowthCase
{
    public required string Server { get; init; }

    public required int Accounts { get; init; }

    public required long Invitations { get; init; }

    public required double FillSeconds { get; init; }

    public required double DatabaseMegabytes { get; init; }

    /// <summary>Seconds from the start of the process until it is ready.</summary>
    public required Spread Start { get; init; }

    /// <summary>Invitations per second at 64 connections, over the same number of accounts in every case.</summary>
    public required Spread Rate { get; init; }

    public required Spread P50 { get; init; }

    public required Spread P99 { get; init; }

    /// <summary>Median milliseconds of each page; null where the answer was not a 200.</summary>
    public required IReadOnlyDictionary<string, double?> Pages { get; init; }

    /// <summary>Resident memory with no account active, right after the start.</summary>
    public required double IdleMegabytes { get; init; }

    public required MemoryFigures Memory { get; init; }
}
