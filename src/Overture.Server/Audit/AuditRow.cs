using Overture.Client.Contract;

namespace Overture.Server.Audit;

/// <summary>
/// One decision: who asked, what for, which rule decided, what was sent. Rows are only added; each carries the hash of
/// the one before it in its chain, so that a changed or missing row is found.
/// </summary>
internal sealed record AuditRow
{
    /// <summary>The chain of what the operator did; every other chain has the id of its account.</summary>
    public const long OperatorChain = 0;

    public required long Chain { get; init; }

    /// <summary>From 1, without gaps in a chain.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public long? WorkspaceId { get; init; }

    public long? ApiKeyId { get; init; }

    public required string Act { get; init; }

    public string? Person { get; init; }

    public required AuditDecision Decision { get; init; }

    public Reason? Reason { get; init; }

    public string? Detail { get; init; }

    public long? InvitationId { get; init; }

    public long? OperationId { get; init; }

    /// <summary>SHA-256 of the note that was sent, so that a note can be proved and is not kept twice.</summary>
    public byte[]? NoteHash { get; init; }

    /// <summary>SHA-256 over the hash of the row before and everything above.</summary>
    public required byte[] Hash { get; init; }
}
