namespace Overture.Server.Events;

/// <summary>An event in the outbox, written in the transaction of the state that it tells of.</summary>
internal sealed record EventRow
{
    public required long AccountId { get; init; }

    /// <summary>From 1, without gaps for an account; subscribers get an account's events in this order.</summary>
    public required long Sequence { get; init; }

    public required long Id { get; init; }

    public required EventType Type { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the gateway learned of it.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Facts that belong to it, as a JSON object; null when there are none.</summary>
    public string? Data { get; init; }
}
