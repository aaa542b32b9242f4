namespace Overture.Bench.Results;

/// <summary>The figures of a week on one database.</summary>
internal sealed record PlayedWeek
{
    public required string Server { get; init; }

    public required double Minutes { get; init; }

    public required double Rate { get; init; }

    public required double P50 { get; init; }

    public required double P99 { get; init; }

    public required double PeakMegabytes { get; init; }

    public required double DatabaseMegabytes { get; init; }

    /// <summary>Invitations that the sandbox accepted; each was answered once, or the run would have failed.</summary>
    public required long Witnessed { get; init; }
}
