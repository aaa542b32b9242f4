namespace Overture.Server.Limits;

/// <summary>What an account has leased of its reads; there is a row once it has read with a budget.</summary>
internal sealed class ReadBudgetRow
{
    public required long AccountId { get; init; }

    /// <summary>When the hour begins in which the reads count.</summary>
    public required DateTimeOffset Hour { get; init; }

    public required int Reads { get; init; }
}
