using Overture.Client.Contract;

namespace Overture.Client;

/// <summary>
/// Why the gateway did not do what was asked. Nothing was charged. A name that this version of the client does not know
/// leaves <see cref="Code"/>, <see cref="Reason"/> or <see cref="Scope"/> null and stands in the property beside it.
/// </summary>
public sealed record Refusal
{
    /// <summary>The class of error; null when <see cref="CodeName"/> is newer than this client.</summary>
    public required ErrorCode? Code { get; init; }

    /// <summary>The code as it was sent, such as <c>RATE_LIMITED</c>.</summary>
    public required string CodeName { get; init; }

    /// <summary>Precisely what happened; null when none was sent or <see cref="ReasonName"/> is newer than this client.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The reason as it was sent, such as <c>already_invited</c>; null when none was.</summary>
    public string? ReasonName { get; init; }

    /// <summary>What the refusal is about; null when none was sent or <see cref="ScopeName"/> is newer than this client.</summary>
    public Scope? Scope { get; init; }

    /// <summary>The scope as it was sent, such as <c>account</c>; null when none was.</summary>
    public string? ScopeName { get; init; }

    /// <summary>A sentence for people. Do not match on it.</summary>
    public required string Message { get; init; }

    /// <summary>When the same call may succeed (UTC); null where waiting does not help.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Facts that belong to the reason, by name; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Names the request in the gateway's log; null when the answer named none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Code, reason, status and message. Details are left out: some are secrets between two members.</summary>
    /// <returns>One line for a log.</returns>
    public override string ToString() =>
        $"{CodeName}{(ReasonName is null ? "" : $" ({ReasonName})")}, status {Status}: {Message}";
}
