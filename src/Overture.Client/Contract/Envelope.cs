using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>Names of headers beside the envelope.</summary>
public static class HeaderNames
{
    /// <summary>Carries the API key of every call.</summary>
    public const string ApiKey = "x-api-key";

    /// <summary>Names a wish, so that asking twice gives one invitation and the same answer (request).</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Present with value <c>true</c> when the answer was stored earlier under the same key.</summary>
    public const string IdempotencyReplayed = "Idempotency-Replayed";

    /// <summary>Present with value <c>dropped</c> when an invitation was sent without its note (<c>note_policy: drop</c>).</summary>
    public const string Note = "Overture-Note";

    /// <summary>Identifies the request in the gateway's log; a caller's own value is echoed.</summary>
    public const string RequestId = "X-Request-Id";
}

/// <summary>Body of every category call, such as <c>POST /v2/network</c>.</summary>
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

/// <summary>Parameters of an action that takes none.</summary>
public sealed record NoParams;

/// <summary>A successful answer.</summary>
/// <typeparam name="TData">What the action answers.</typeparam>
public sealed record SuccessEnvelope<TData>
{
    /// <summary>Always true.</summary>
    public bool Success { get; init; } = true;

    /// <summary>What the action answers.</summary>
    public required TData Data { get; init; }

    /// <summary>What was done, for whom, and what it cost.</summary>
    public required Metadata Metadata { get; init; }
}

/// <summary>A refusal. Costs nothing.</summary>
public sealed record ErrorEnvelope
{
    /// <summary>Always false.</summary>
    public bool Success { get; init; }

    /// <summary>What was refused, why, and until when.</summary>
    public required Error Error { get; init; }

    /// <summary>What was asked for.</summary>
    public required Metadata Metadata { get; init; }
}

/// <summary>What was done, for whom, and what it cost.</summary>
public sealed record Metadata
{
    /// <summary>The action's name; absent when the request named none.</summary>
    public string? Action { get; init; }

    /// <summary>The account; absent where a call concerns none.</summary>
    public string? AccountId { get; init; }

    /// <summary>Credits charged; 0 on every refusal.</summary>
    public required int CreditsConsumed { get; init; }

    /// <summary>UTC, whole seconds.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset Timestamp { get; init; }
}

/// <summary>What was refused, why, about what, and until when.</summary>
public sealed record Error
{
    /// <summary>One of the codes that existing clients know.</summary>
    public required ErrorCode Code { get; init; }

    /// <summary>A sentence for people. Do not match on it.</summary>
    public required string Message { get; init; }

    /// <summary>Precisely what happened: a value of <see cref="Contract.Reason"/>.</summary>
    public Reason? Reason { get; init; }

    /// <summary>What the refusal is about.</summary>
    public Scope? Scope { get; init; }

    /// <summary>UTC; when the same request may succeed. Absent where waiting does not help.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Facts that belong to the reason, by name.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }
}
