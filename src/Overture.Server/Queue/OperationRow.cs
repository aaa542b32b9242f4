using Overture.Client.Contract;
using Overture.Server.Invitations.Sending;
using Overture.Server.People;
using Overture.Server.Storage;

namespace Overture.Server.Queue;

/// <summary>
/// Where an operation stands. <c>queued → running → sent | refused</c>, back to <c>queued</c> when it can be tried
/// later; <c>queued → held → queued</c> when its key is revoked and somebody releases it. The numbers are stored.
/// </summary>
internal enum OperationState
{
    /// <summary>Waits for its time.</summary>
    Queued = 1,

    /// <summary>Its invitation is on its way.</summary>
    Running = 2,

    /// <summary>The platform has the invitation.</summary>
    Sent = 3,

    /// <summary>The two were connected already; nothing was sent.</summary>
    AlreadyConnected = 4,

    /// <summary>A refusal that waiting does not change.</summary>
    Refused = 5,

    /// <summary>Cancelled before its time came.</summary>
    Cancelled = 6,

    /// <summary>Waits for a release: its API key was revoked. The person can be queued anew meanwhile.</summary>
    Held = 7,
}

/// <summary>An invitation that waits in an account's queue, and what became of it.</summary>
internal sealed record OperationRow
{
    public required long AccountId { get; init; }

    /// <summary>Rises within an account; the queue is in this order.</summary>
    public required long Id { get; init; }

    public required long WorkspaceId { get; init; }

    public required long ApiKeyId { get; init; }

    /// <summary>The person, as far as was known. An account has one open operation for each.</summary>
    public required string PersonKey { get; init; }

    public string? Slug { get; init; }

    public string? MemberId { get; init; }

    public string? Note { get; init; }

    public required NotePolicy NotePolicy { get; init; }

    public bool OverridesClaim { get; init; }

    public required OperationState State { get; init; }

    /// <summary>Not tried earlier: the time that was asked for, or when a refusal said to come back.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it was refused last.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The invitation it made, or is making.</summary>
    public long? InvitationId { get; init; }

    /// <summary>True when it was sent without its note, as <c>note_policy: drop</c> allows.</summary>
    public bool NoteDropped { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public string Name => RowKey.Text(RowKind.Operation, Id);

    /// <summary>Whether it waits for a note to be allowed.</summary>
    public bool NeedsNote => Note is not null && NotePolicy != NotePolicy.Drop;

    // The note was checked when the request entered the queue.
    public InviteRequest ToRequest() =>
        new(new PersonTarget(Slug, MemberId), Note, NotePolicy, OverridesClaim) { AllowsPlaceholders = true };

    public InviteOrigin ToOrigin() => new(ApiKeyId, null, new QueuedOrigin(Id, Id, Attempts));
}
