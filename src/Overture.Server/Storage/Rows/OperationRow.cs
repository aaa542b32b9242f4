using Overture.Client.Contract;

namespace Overture.Server.Storage.Rows;

/// <summary>Where a queued wish stands. <c>queued → running → sent | refused</c>, back to <c>queued</c> when it may be tried later.</summary>
internal enum OperationState
{
    /// <summary>Waits for its time.</summary>
    Queued,

    /// <summary>Its invitation is on its way.</summary>
    Running,

    /// <summary>The upstream has the invitation.</summary>
    Sent,

    /// <summary>The two were connected already; nothing was sent.</summary>
    AlreadyConnected,

    /// <summary>A refusal that waiting does not change.</summary>
    Refused,

    /// <summary>Taken back before its time came.</summary>
    Cancelled,
}

/// <summary>A wish that waits in an account's queue, and what became of it.</summary>
internal sealed class OperationRow
{
    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string AccountId { get; init; }

    public required string ApiKeyId { get; init; }

    /// <summary>Who is meant: the member id when it was known, else <c>slug:</c> and the slug in lower case. One open operation for each.</summary>
    public required string Who { get; init; }

    public string? Slug { get; init; }

    public string? MemberId { get; init; }

    public string? Note { get; init; }

    public required NotePolicy NotePolicy { get; init; }

    public bool OverridesClaim { get; init; }

    public required OperationState State { get; init; }

    /// <summary>Rises within an account; the queue is in this order.</summary>
    public required long Position { get; init; }

    /// <summary>Not tried earlier: the time that was asked for, or when a refusal said to come back.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it was refused last.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The invitation it made, or is making.</summary>
    public string? InvitationId { get; init; }

    /// <summary>True when it was sent without its note, as <c>note_policy: drop</c> allows.</summary>
    public bool NoteDropped { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
