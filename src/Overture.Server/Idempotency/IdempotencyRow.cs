namespace Overture.Server.Idempotency;

/// <summary>
/// One use of an idempotency key in a workspace. Without an answer, the work that it stands for is still running or
/// unresolved. An answer without a status is open: some of its rows can pass later.
/// </summary>
internal sealed class IdempotencyRow
{
    public required long WorkspaceId { get; init; }

    public required string Key { get; init; }

    /// <summary>Hash of what was asked: the same key with another one is a mistake of the caller.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>The work it stands for, while that has no answer: an invitation.</summary>
    public long? WorkId { get; init; }

    /// <summary>HTTP status of the stored answer; null while there is none, and while it is open.</summary>
    public int? Status { get; init; }

    /// <summary>The stored answer's body, byte for byte.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Goes with the stored answer: the invitation was sent without its note.</summary>
    public bool NoteDropped { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
