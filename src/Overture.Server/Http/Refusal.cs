using Overture.Client.Contract;

namespace Overture.Server.Http;

/// <summary>An expected refusal, as a value: why, what it is about, and until when. It costs nothing.</summary>
internal sealed record Refusal(Reason Reason, string? Message = null)
{
    /// <summary>When the same request can succeed.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Facts that belong to the reason.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>The sentence for the caller.</summary>
    public string Text => Message ?? Reasons.Of(Reason).Meaning;

    /// <summary>The gateway cannot take the work now; nothing was begun.</summary>
    public static Refusal Busy(DateTimeOffset now) => new(Reason.GatewayBusy) { RetryAt = now.AddSeconds(1) };

    /// <summary>A request under the same idempotency key is still running.</summary>
    public static Refusal InProgress(DateTimeOffset now) =>
        new(Reason.IdempotencyInProgress) { RetryAt = now.AddSeconds(1) };

    public static Refusal Invalid(string message) => new(Reason.InvalidParameter, message);
}
