using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Invitations.Sending;
using Overture.Server.Storage;

namespace Overture.Server.Invitations;

/// <summary>
/// The queue as invitations need it: somewhere to wait, and what an invitation does to the operation that it came from,
/// for the same step, so that neither can be durable without the other.
/// </summary>
internal interface IInvitationQueue
{
    /// <summary>Puts a request into the account's queue.</summary>
    Task<Result<AccountOutput>> AddAsync(
        AccountContext account, ActionCall call, InviteRequest request, DateTimeOffset? notBefore,
        CancellationToken cancellationToken);

    /// <summary>A guard: the operation must be queued still.</summary>
    Statement Begin(long accountId, QueuedOrigin operation, long invitationId, DateTimeOffset now);

    void Sent(AccountStep step, (long AccountId, long Id) operation, bool noteDropped);

    void AlreadyConnected(AccountStep step, (long AccountId, long Id) operation);

    /// <summary>
    /// Ends the operation when waiting does not change the refusal, otherwise puts it back and has the queue go on.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="accountId">Whose queue it is.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="refusal">Why nothing was sent.</param>
    /// <param name="wasBegun">Whether this try was counted with its intent.</param>
    void Refused(AccountStep step, long accountId, QueuedOrigin operation, Refusal refusal, bool wasBegun);

    /// <summary>Finds its row unless another account of the workspace has the person in its queue.</summary>
    Statement Unclaimed(InvitationRow invitation, string personKey, long? before);

    /// <summary>The account that has the person in its queue; null when none has.</summary>
    Task<long?> ClaimantAsync(
        (long WorkspaceId, long AccountId) whose, (string MemberId, string Slug) person, long? before,
        CancellationToken cancellationToken);

    /// <summary>Which of these people, by their keys, another account of the workspace has in its queue.</summary>
    Task<Dictionary<string, long>> ClaimantsAsync(
        (long WorkspaceId, long AccountId) whose, IReadOnlyCollection<string> people,
        CancellationToken cancellationToken);
}
