using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>An expected refusal, as a value: why, what about, until when. It has cost nothing.</summary>
internal sealed record Refusal(Reason Reason, string? Message = null)
{
    /// <summary>When the same request may succeed.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Facts that belong to the reason.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }
}
