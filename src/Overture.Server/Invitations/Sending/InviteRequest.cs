using Overture.Client.Contract;
using Overture.Server.Idempotency;
using Overture.Server.People;

namespace Overture.Server.Invitations.Sending;

/// <summary>What is asked for: invite this person for this account.</summary>
/// <param name="Target">The person.</param>
/// <param name="Note">Null for an invitation without a note.</param>
/// <param name="NotePolicy">What happens to the note while the account may send none.</param>
/// <param name="OverridesClaim">Invites although another account of the workspace is contacting the person.</param>
internal sealed record InviteRequest(PersonTarget Target, string? Note, NotePolicy NotePolicy, bool OverridesClaim)
{
    /// <summary>True when the note goes as it is, whatever it looks like.</summary>
    public bool AllowsPlaceholders { get; init; }

    public override string ToString() => nameof(InviteRequest);
}

/// <summary>Where a request comes from.</summary>
/// <param name="ApiKeyId">The key that asked.</param>
/// <param name="Key">The caller's name for the request; null for an operation of the queue.</param>
/// <param name="Operation">The operation of the queue whose time has come; null when it was asked for directly.</param>
internal sealed record InviteOrigin(long ApiKeyId, IdempotencyKey? Key, QueuedOrigin? Operation);

/// <summary>An operation whose time has come.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Position">Its place among all operations; those behind it claim no one from it.</param>
/// <param name="Attempts">How often it was tried before.</param>
internal sealed record QueuedOrigin(long Id, long Position, int Attempts);
