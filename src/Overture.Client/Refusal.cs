using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>
/// Why the gateway refused a call. Refusals are free. If a name is newer than this client, <see cref="Code"/>,
/// <see cref="Reason"/> or <see cref="Scope"/> is null and the property beside it has the name.
/// </summary>
public sealed record Refusal
{
    /// <summary>The class of the error; null if <see cref="CodeName"/> is newer than this client.</summary>
    public required ErrorCode? Code { get; init; }

    /// <summary>The name of the code, such as <c>RATE_LIMITED</c>.</summary>
    public required string CodeName { get; init; }

    /// <summary>Precisely what happened; null if there is no reason or the client does not know it.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The name of the reason, such as <c>already_invited</c>; null if there is none.</summary>
    public string? ReasonName { get; init; }

    /// <summary>What the refusal applies to; null if there is no scope or the client does not know it.</summary>
    public Scope? Scope { get; init; }

    /// <summary>The name of the scope, such as <c>account</c>; null if there is none.</summary>
    public string? ScopeName { get; init; }

    /// <summary>A sentence for people. It can change; do not match on it.</summary>
    public required string Message { get; init; }

    /// <summary>When the same call can succeed (UTC); null if waiting does not help.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Facts about the reason, by name; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Identifies the request in the gateway's log; null if the answer has no id.</summary>
    public string? RequestId { get; init; }

    /// <summary>Code, reason, status and message. The details are left out, because some are secrets.</summary>
    /// <returns>One line for a log.</returns>
    public override string ToString() =>
        $"{CodeName}{(ReasonName is null ? "" : $" ({ReasonName})")}, status {Status}: {Message}";
}
