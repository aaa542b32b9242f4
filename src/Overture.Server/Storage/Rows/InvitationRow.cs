using Overture.Client.Contract;

namespace Overture.Server.Storage.Rows;

/// <summary>
/// Where an invitation stands. <c>sending → pending | refused | not_sent | unknown</c>,
/// <c>unknown → pending | accepted | not_sent</c>, <c>pending → accepted | withdrawn | closed</c>.
/// </summary>
internal enum InvitationState
{
    /// <summary>The intent is durable; whether anything has left is not known.</summary>
    Sending,

    /// <summary>It left, no usable answer came back, and the re-read has not settled it yet.</summary>
    Unknown,

    /// <summary>The upstream has it and named it.</summary>
    Pending,

    /// <summary>Seen connected: positive evidence only.</summary>
    Accepted,

    Withdrawn,

    /// <summary>Gone from the upstream without evidence of what became of it.</summary>
    Closed,

    /// <summary>The upstream said no.</summary>
    Refused,

    /// <summary>Nothing reached the upstream.</summary>
    NotSent,
}

/// <summary>One wish to connect an account with a person, from the intent on.</summary>
internal sealed class InvitationRow
{
    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string AccountId { get; init; }

    /// <summary>Member id of the person.</summary>
    public required string PersonId { get; init; }

    public required string ApiKeyId { get; init; }

    public required InvitationState State { get; set; }

    public string? Note { get; init; }

    /// <summary>The operation of the queue that it came from; null when it was asked for directly.</summary>
    public string? OperationId { get; init; }

    /// <summary>It goes without the note that was asked for.</summary>
    public bool NoteDropped { get; init; }

    /// <summary>The account whose claim to the person was overridden; null when there was none.</summary>
    public string? OverriddenClaim { get; init; }

    /// <summary>The upstream's number, once it has named the invitation.</summary>
    public long? Number { get; set; }

    /// <summary>Why it was refused or not sent.</summary>
    public Reason? Reason { get; set; }

    /// <summary>Credits reserved with the intent.</summary>
    public required int Price { get; init; }

    /// <summary>When the intent was made: the earliest moment at which it may have left.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>While unsettled: when the reconciler looks next.</summary>
    public DateTimeOffset? CheckAt { get; set; }

    /// <summary>How often it was looked at without settling it.</summary>
    public int Checks { get; set; }
}
