using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>Names of the HTTP headers.</summary>
public static class HeaderNames
{
    /// <summary>The API key; every request must have it.</summary>
    public const string ApiKey = "x-api-key";

    /// <summary>Identifies a request, so that a repeat gets the stored answer and has no second effect.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary><c>true</c> if the answer was stored earlier under the same idempotency key.</summary>
    public const string IdempotencyReplayed = "Idempotency-Replayed";

    /// <summary><c>dropped</c> if an invitation was sent without its note (<c>note_policy: drop</c>).</summary>
    public const string Note = "Overture-Note";

    /// <summary>Identifies the request in the gateway's log. The gateway keeps a caller's own value.</summary>
    public const string RequestId = "X-Request-Id";
}

/// <summary>Body of every action call, such as <c>POST /v2/network</c>.</summary>
/// <typeparam name="TParams">The action's parameters.</typeparam>
public sealed record ActionRequest<TParams>
{
    /// <summary>The connected account that acts.</summary>
    public required string AccountId { get; init; }

    /// <summary>The action's name, such as <c>invite</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The action's parameters.</summary>
    public TParams? Params { get; init; }
}

/// <summary>Parameters of an action that has none.</summary>
public sealed record NoParams;

/// <summary>A successful answer.</summary>
/// <typeparam name="TData">The action's data.</typeparam>
public sealed record SuccessEnvelope<TData>
{
    /// <summary>Always true.</summary>
    public bool Success { get; init; } = true;

    /// <summary>The action's data.</summary>
    public required TData Data { get; init; }

    /// <summary>What the gateway did, for which account, and what it cost.</summary>
    public required Metadata Metadata { get; init; }
}

/// <summary>A refusal. Refusals are free.</summary>
public sealed record ErrorEnvelope
{
    /// <summary>Always false.</summary>
    public bool Success { get; init; }

    /// <summary>Why the gateway refused, and when to retry.</summary>
    public required Error Error { get; init; }

    /// <summary>The action and the account of the request.</summary>
    public required Metadata Metadata { get; init; }
}

/// <summary>What the gateway did, for which account, and what it cost.</summary>
public sealed record Metadata
{
    /// <summary>The action's name; absent if the request has none.</summary>
    public string? Action { get; init; }

    /// <summary>The account; absent if the call is not about one.</summary>
    public string? AccountId { get; init; }

    /// <summary>Credits charged; 0 on every refusal.</summary>
    public required int CreditsConsumed { get; init; }

    /// <summary>When the gateway answered (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset Timestamp { get; init; }
}

/// <summary>Why the gateway refused, what the refusal applies to, and when to retry.</summary>
public sealed record Error
{
    /// <summary>The class of the error.</summary>
    public required ErrorCode Code { get; init; }

    /// <summary>A sentence for people. It can change; do not match on it.</summary>
    public required string Message { get; init; }

    /// <summary>Precisely what happened.</summary>
    public Reason? Reason { get; init; }

    /// <summary>What the refusal applies to.</summary>
    public Scope? Scope { get; init; }

    /// <summary>When the same request can succeed (UTC); absent if waiting does not help.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Facts about the reason, by name.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }
}
