namespace Overture.Bench.Results;

/// <summary>The result of a run of bench/week.</summary>
internal sealed record WeekResult
{
    public required Header Header { get; init; }

    public required int Accounts { get; init; }

    public required int InvitationsEach { get; init; }

    public required IReadOnlyList<PlayedWeek> Weeks { get; init; }
}
