namespace Overture.Bench.Results;

/// <summary>What a run of bench/growth leaves behind.</summary>
internal sealed record GrowthResult
{
    public required Header Header { get; init; }

    public required IReadOnlyList<GrowthCase> Cases { get; init; }
}
