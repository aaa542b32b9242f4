namespace Overture.Bench.Results;

/// <summary>The result of a run of bench/growth.</summary>
internal sealed record GrowthResult
{
    public required Header Header { get; init; }

    public required IReadOnlyList<GrowthCase> Cases { get; init; }
}
