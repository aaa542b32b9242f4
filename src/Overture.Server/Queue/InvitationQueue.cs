using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Invitations.Sending;
using Overture.Server.Limits;
using Overture.Server.Storage;

namespace Overture.Server.Queue;

/// <summary>The queue as the other features use it.</summary>
internal sealed class InvitationQueue(
    OperationRecords operations, Lazy<QueueIntake> intake, TimeProvider time) : IInvitationQueue, IWaitingWork
{
    /// <summary>A person whose answer is not understood must not hold up the queue forever.</summary>
    private const int MaxUnknownAnswers = 3;

    public async Task<Result<AccountOutput>> AddAsync(
        AccountContext account, ActionCall call, InviteRequest request, DateTimeOffset? notBefore,
        CancellationToken cancellationToken)
    {
        if (account.Inactive is { } inactive) return inactive;
        var result = await intake.Value.AddAsync(account, call, [request], notBefore, cancellationToken);
        if (result.Admissions[0].Refusal is { } refusal)
        {
            var committed = await account.CommitAsync(result.Step!);
            return committed.IsCommitted ? refusal : committed.Refusal(time.GetUtcNow());
        }

        // Asking again for the same person returns the first operation.
        var id = result.Admissions[0].DuplicateOf ?? result.Added[0].Id;
        var data = new QueuedData
        {
            OperationId = RowKey.Text(RowKind.Operation, id),
            ScheduledFor = result.Times.GetValueOrDefault(id, time.GetUtcNow()),
        };
        return AccountOutput.Of(data, result.Step, StatusCodes.Status202Accepted);
    }

    public Statement Begin(long accountId, QueuedOrigin operation, long invitationId, DateTimeOffset now) =>
        OperationTable.Begin(accountId, operation.Id, invitationId, now);

    public void Sent(AccountStep step, (long AccountId, long Id) operation, bool noteDropped) =>
        step.Write(OperationTable.End(operation, OperationState.Sent, null, noteDropped, time.GetUtcNow()));

    public void AlreadyConnected(AccountStep step, (long AccountId, long Id) operation) =>
        step.Write(OperationTable.End(operation, OperationState.AlreadyConnected, null, false, time.GetUtcNow()));

    public void Refused(AccountStep step, long accountId, QueuedOrigin operation, Refusal refusal, bool wasBegun)
    {
        var (now, id) = (time.GetUtcNow(), (accountId, operation.Id));
        if (IsFinal(refusal, operation.Attempts + 1))
        {
            step.Write(OperationTable.End(id, OperationState.Refused, refusal.Reason, false, now));
            return;
        }

        var notBefore = NotBefore(refusal, now);
        var tries = wasBegun || !IsTry(refusal) ? 0 : 1;
        step.Write(
            OperationTable.Return(id, refusal.Reason, IsOfPlatform(refusal), tries, (notBefore, now)),
            QueueTable.RunBy(accountId, notBefore));
    }

    /// <summary>
    /// Final is what is about this person or this note and names no time. What is about the account, the key, the
    /// platform or the gateway passes, and a lead must not be lost over it.
    /// </summary>
    public static bool IsFinal(Refusal refusal, int attempts) =>
        refusal.RetryAt is null && Reasons.Of(refusal.Reason) switch
        {
            { Scope: Scope.Person or Scope.Note or null } => true,
            // An open breaker refuses without asking about the person, so it says nothing about them.
            { Scope: Scope.Platform } =>
                refusal.Reason == Reason.UpstreamChanged && !LimitCheck.IsOfBreaker(refusal)
                && attempts >= MaxUnknownAnswers,
            _ => false,
        };

    public Statement Unclaimed(InvitationRow invitation, string personKey, long? before) =>
        OperationTable.Unclaimed(invitation, personKey, before);

    public async Task<long?> ClaimantAsync(
        (long WorkspaceId, long AccountId) whose, (string MemberId, string Slug) person, long? before,
        CancellationToken cancellationToken)
    {
        var claimants = await operations.ClaimantsAsync(
            whose, [person.MemberId, PersonKey.OfSlug(person.Slug)], before, cancellationToken);
        return claimants.Count == 0 ? null : claimants.First().Value;
    }

    public Task<Dictionary<string, long>> ClaimantsAsync(
        (long WorkspaceId, long AccountId) whose, IReadOnlyCollection<string> people,
        CancellationToken cancellationToken) =>
        operations.ClaimantsAsync(whose, people, before: null, cancellationToken);

    public Statement Wake(long accountId, DateTimeOffset now) => QueueTable.Wake(accountId, now);

    public Task WakeAsync(OvertureDb db, long accountId, DateTimeOffset now, CancellationToken cancellationToken) =>
        QueueTable.WakeAsync(db, accountId, now, cancellationToken);

    // What the account, the key or the gateway stands in the way of has not been tried with the person.
    private static bool IsTry(Refusal refusal) =>
        Reasons.Of(refusal.Reason).Scope is not (Scope.Account or Scope.Key or Scope.Gateway);

    // A pause that the platform asks for is the account's, and known as one.
    private static bool IsOfPlatform(Refusal refusal) =>
        Reasons.Of(refusal.Reason).Scope == Scope.Platform && refusal.Reason != Reason.PlatformThrottled
        && !LimitCheck.IsOfBreaker(refusal);

    // What is about the account holds up the whole queue, which knows by itself when to go on; the others can pass.
    private static DateTimeOffset NotBefore(Refusal refusal, DateTimeOffset now) =>
        Reasons.Of(refusal.Reason).Scope is Scope.Person or Scope.Note ? refusal.RetryAt ?? now : now;
}
