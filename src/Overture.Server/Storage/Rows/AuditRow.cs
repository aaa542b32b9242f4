namespace Overture.Server.Storage.Rows;

/// <summary>
/// One decision: who asked, what for, which rule decided, what was sent. Rows are only added; each carries the hash of the one before it
/// in its chain, so that one that is changed or taken out is found.
/// </summary>
internal sealed class AuditRow
{
    /// <summary>The chain of what the operator did; every other chain has the id of its account.</summary>
    public const string OperatorChain = "operator";

    public required string Chain { get; init; }

    /// <summary>From 1, without gaps in a chain.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? WorkspaceId { get; init; }

    /// <summary>The key that asked; null when the gateway or its operator acted.</summary>
    public string? ApiKeyId { get; init; }

    /// <summary>What was asked for, such as <c>invite</c>.</summary>
    public required string Act { get; init; }

    /// <summary>Who it was about: a member id, or the slug when nobody was found under it.</summary>
    public string? Person { get; init; }

    /// <summary>What was decided, such as <c>sent</c> or <c>refused</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>The rule that decided: a reason, or what was overridden.</summary>
    public string? Rule { get; init; }

    public string? InvitationId { get; init; }

    public string? OperationId { get; init; }

    /// <summary>SHA-256 of the note that was sent, so that a note can be proved and is not kept twice.</summary>
    public string? NoteHash { get; init; }

    /// <summary>SHA-256 over the hash of the row before and everything above.</summary>
    public required string Hash { get; set; }
}
