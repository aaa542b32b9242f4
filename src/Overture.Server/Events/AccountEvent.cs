namespace Overture.Server.Events;

/// <summary>Something that happened to an account, before it has its place in the account's sequence.</summary>
/// <param name="Type">What happened.</param>
/// <param name="OccurredAt">When it happened.</param>
internal sealed record AccountEvent(EventType Type, DateTimeOffset OccurredAt)
{
    /// <summary>Facts that belong to it, by name.</summary>
    public IReadOnlyDictionary<string, string>? Data { get; init; }
}
