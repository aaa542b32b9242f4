namespace Overture.Server.Storage.Rows;

/// <summary>
/// One use of an idempotency key in a workspace. Without an answer the work it stands for is still running or unsettled.
/// </summary>
internal sealed class IdempotencyRow
{
    public required string WorkspaceId { get; init; }

    public required string Key { get; init; }

    /// <summary>Hash of what was asked: the same key with another one is a mistake of the caller.</summary>
    public required string RequestHash { get; init; }

    /// <summary>The invitation it made, if it came to one.</summary>
    public string? InvitationId { get; init; }

    /// <summary>HTTP status of the stored answer; null while there is none.</summary>
    public int? Status { get; set; }

    /// <summary>The stored answer's body, byte for byte.</summary>
    public byte[]? Body { get; set; }

    /// <summary>Goes with the stored answer: the invitation was sent without its note.</summary>
    public bool NoteDropped { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }
}
