namespace Overture.Server.Limits;

/// <summary>
/// Answers in a shape that this gateway does not know, counted while they come in a row. There is a row while the count
/// is not zero.
/// </summary>
internal sealed class BreakerRow
{
    public required long AccountId { get; init; }

    /// <summary>Which call, which status, which code: an answer of another kind begins the count anew.</summary>
    public required string Kind { get; init; }

    public required int Answers { get; init; }

    /// <summary>The shape that was seen, without any value of it; null when the answer had none.</summary>
    public string? Sample { get; init; }

    /// <summary>When the account's invitations were stopped; null while they go on.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
