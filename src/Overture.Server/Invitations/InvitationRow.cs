using Overture.Client.Contract;
using Overture.Server.Storage;

namespace Overture.Server.Invitations;

/// <summary>An invitation of an account to a person, from its intent on.</summary>
internal sealed record InvitationRow
{
    public required long AccountId { get; init; }

    public required long Id { get; init; }

    public required long WorkspaceId { get; init; }

    /// <summary>Member id of the person.</summary>
    public required string PersonId { get; init; }

    public required long ApiKeyId { get; init; }

    public required InvitationState State { get; init; }

    /// <summary>
    /// Whether the state is a live one; a unique index is on it, which therefore stays untouched by most changes of
    /// state.
    /// </summary>
    public required bool Live { get; init; }

    public string? Note { get; init; }

    /// <summary>The operation of the queue that it came from; null when it was asked for directly.</summary>
    public long? OperationId { get; init; }

    /// <summary>It goes without the note that was asked for.</summary>
    public bool NoteDropped { get; init; }

    /// <summary>The account whose claim to the person was overridden; null when there was none.</summary>
    public long? OverriddenClaim { get; init; }

    /// <summary>The platform's number, once it has named the invitation.</summary>
    public long? Number { get; init; }

    /// <summary>Why it was refused or not sent.</summary>
    public Reason? Reason { get; init; }

    /// <summary>Credits taken off with the intent.</summary>
    public required int Price { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the intent was made: the earliest moment at which it may have left.</summary>
    public DateTimeOffset CreatedAt => RowKeys.TimeOf(Id);
}
