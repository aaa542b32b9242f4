using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Audit;
using Overture.Server.Credits;
using Overture.Server.DoNotContact;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Limits;
using Overture.Server.People;
using Overture.Server.Storage;

namespace Overture.Server.Invitations.Sending;

/// <summary>The durable steps of an invitation's life.</summary>
internal sealed class InvitationSteps(
    IInvitationQueue queue, IdempotencyKeys keys, Ledger ledger, Claims claims, IOptions<InvitationOptions> options,
    TimeProvider time)
{
    /// <summary>
    /// The intent: from here on something may leave. Its guards refuse a paused account, a second live invitation, a
    /// person on a list or claimed by a teammate, a balance that does not suffice, a key in use, and a cancelled
    /// operation; then nothing is written.
    /// </summary>
    public AccountStep Intent(InviteCheck check, InvitationRow invitation, PersonRow person, bool closesPending)
    {
        var account = check.Account;
        var step = account.Step().Write(PeopleTable.See(person))
            .While(InviteGuards.Paused, () => account.Part<AccountLimitState>().Paused is null);
        if (closesPending) step.Require(InviteGuards.LastingAbsence, ClosePending(account.Id, person.MemberId));
        step.Require(InviteGuards.LiveInvitation, InvitationTable.Intend(invitation))
            .Write(UnresolvedTable.Add(account.Id, invitation.Id, invitation.CreatedAt + options.Value.FirstCheckAfter))
            .Require(InviteGuards.Listed, DoNotContactTable.Unlisted(account.WorkspaceId, person.MemberId));
        if (claims.AreEnabled && !check.Request.OverridesClaim)
        {
            step.Require(InviteGuards.Claimed, InvitationTable.Unclaimed(invitation, claims.Since));
            foreach (var key in (string[])[person.MemberId, PersonKey.OfSlug(person.PublicIdentifier)])
            {
                step.Require(InviteGuards.Claimed, queue.Unclaimed(invitation, key, check.Origin?.Operation?.Position));
            }
        }

        if (check.Origin?.Operation is { } operation)
        {
            step.Require(
                InviteGuards.Operation, queue.Begin(account.Id, operation, invitation.Id, invitation.CreatedAt));
        }

        Ledger.Debit(step, PaymentOf(invitation));
        if (check.Origin?.Key is { } idempotencyKey)
        {
            step.Require(Guard.Key, keys.Take(account.WorkspaceId, idempotencyKey, invitation.Id));
        }

        return step.Then(() => Count(account, invitation));
    }

    /// <summary>The intent is durable: from here on it takes its place in the budgets.</summary>
    public static void Count(AccountContext account, InvitationRow invitation)
    {
        var limits = account.Part<AccountLimitState>();
        if (limits.Policy.IsEnabled) limits.History.Add(invitation.CreatedAt, invitation.Note is not null);
    }

    /// <summary>The outcome: state, refund, stored answer, operation and audit.</summary>
    /// <param name="account">The account that invited.</param>
    /// <param name="invitation">The invitation.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="answer">The answer to be stored.</param>
    /// <param name="sender">The request, while its call still runs; null when the invitation is resolved later.</param>
    public AccountStep Outcome(
        AccountContext account, InvitationRow invitation, SendOutcome outcome, WireAnswer answer, InviteCheck? sender)
    {
        var now = time.GetUtcNow();
        var isSent = outcome.State.IsSent();
        var step = account.Step()
            .Require(
                InviteGuards.Unresolved,
                InvitationTable.Conclude(invitation, outcome.State, (outcome.Number, outcome.Refusal?.Reason), now))
            .Write(UnresolvedTable.Remove(account.Id, invitation.Id));
        if (!isSent) ledger.Refund(step, PaymentOf(invitation));
        // Without a key there is nothing to store. Only the call itself knows that there is none.
        if (sender?.Origin is not { Key: null }) step.Write(KeyStatement(account, invitation, outcome, answer));
        if (invitation.OperationId is { } operation)
        {
            if (isSent)
            {
                queue.Sent(step, (account.Id, operation), invitation.NoteDropped);
            }
            else
            {
                queue.Refused(
                    step, account.Id, OriginOf(operation, sender), WhyOf(outcome, sender, now), wasBegun: true);
            }
        }

        account.Upstream.Conclude(step);
        return step.Audit(EntryOf(invitation, outcome)).Then(() => Count(account, invitation, outcome.State));
    }

    /// <summary>A refusal before anything was begun.</summary>
    public AccountStep Refusal(InviteCheck check, ExternalInvitationRow? external)
    {
        var (account, refusal, operation) = (check.Account, check.Refusal!, check.Origin!.Operation);
        var step = account.Step();
        if (external is not null)
        {
            step.Write(ExternalInvitationTable.See(account.Id, external.Number, external.PersonId, external.SeenAt))
                .Then(() => See(account, external));
        }

        if (operation is not null) queue.Refused(step, account.Id, operation, refusal, wasBegun: false);
        if (check.Relationship is not null) account.Upstream.Conclude(step);
        return step.Audit(new AuditEntry(ActionNames.Invite, AuditDecision.Refused)
        {
            ApiKeyId = check.Origin.ApiKeyId,
            Person = check.Person?.MemberId ?? check.Request.Target.Key,
            Reason = refusal.Reason,
            OperationId = operation?.Id,
        });
    }

    /// <summary>
    /// The person turned out to be connected: an invitation that was pending is accepted, and the answer is kept.
    /// </summary>
    public AccountStep Connected(InviteCheck check, PersonRow person, WireAnswer answer)
    {
        var (account, now, origin) = (check.Account, time.GetUtcNow(), check.Origin!);
        var step = account.Step().Write(
            PeopleTable.See(person),
            InvitationTable.LeavePending(account.Id, person.MemberId, InvitationState.Accepted, (now, now)),
            ExternalInvitationTable.Forget(account.Id, person.MemberId));
        if (origin.Operation is { } operation) queue.AlreadyConnected(step, (account.Id, operation.Id));
        if (origin.Key is { } key) step.Require(Guard.Key, keys.Store(account.WorkspaceId, key, answer));
        account.Upstream.Conclude(step);
        return step.Audit(new AuditEntry(ActionNames.Invite, AuditDecision.AlreadyConnected)
        {
            ApiKeyId = origin.ApiKeyId,
            Person = person.MemberId,
            OperationId = origin.Operation?.Id,
        });
    }

    /// <summary>Keeps an invitation unresolved until its next check.</summary>
    public AccountStep Postpone(
        AccountContext account, InvitationRow invitation, UnresolvedRow unresolved, DateTimeOffset nextCheckAt) =>
        account.Step()
            .Require(InviteGuards.Unresolved, UnresolvedTable.Postpone(unresolved, nextCheckAt))
            .Write(InvitationTable.LoseSight(invitation, time.GetUtcNow()));

    private Statement KeyStatement(
        AccountContext account, InvitationRow invitation, SendOutcome outcome, WireAnswer answer) =>
        // A request that was not granted and can be granted later keeps its key free; a final answer is kept.
        outcome.State == InvitationState.NotSent || answer.RetryAt is not null || outcome.LosesAccount
            ? IdempotencyTable.Free(account.WorkspaceId, invitation.Id)
            : keys.Answer(account.WorkspaceId, invitation.Id, answer);

    /// <summary>Absence counts only when it has lasted: a read may lag behind a send of a moment ago.</summary>
    private Statement ClosePending(long accountId, string personId)
    {
        var now = time.GetUtcNow();
        return InvitationTable.LeavePending(
            accountId, personId, InvitationState.DeclinedOrExpired, (now, now - options.Value.AbsenceCountsAfter));
    }

    private static Refusal WhyOf(SendOutcome outcome, InviteCheck? sender, DateTimeOffset now)
    {
        var why = outcome.Why(now);
        // It goes again at once, without its note; should this process end before, the queue must not wait until notes
        // may be sent.
        return why.Reason == Reason.NoteQuota && sender?.Request is { Note: not null, NotePolicy: NotePolicy.Drop }
            ? why with { RetryAt = now }
            : why;
    }

    private static QueuedOrigin OriginOf(long operationId, InviteCheck? sender) =>
        sender?.Origin?.Operation ?? new QueuedOrigin(operationId, 0, -1);

    private static void See(AccountContext account, ExternalInvitationRow external)
    {
        var limits = account.Part<AccountLimitState>();
        if (limits.Policy.IsEnabled) limits.History.See(external.SeenAt);
    }

    /// <summary>
    /// What the platform does not have gives its place in the budgets back; what was accepted is not pending.
    /// </summary>
    private static void Count(AccountContext account, InvitationRow invitation, InvitationState state)
    {
        var history = account.Part<AccountLimitState>().History;
        if (state is InvitationState.Refused or InvitationState.NotSent)
        {
            history.Remove(invitation.CreatedAt, invitation.Note is not null);
        }
        else if (state == InvitationState.Accepted)
        {
            history.Conclude();
        }
    }

    private static AuditEntry EntryOf(
        InvitationRow invitation, SendOutcome outcome) => new(ActionNames.Invite, DecisionOf(outcome.State))
        {
            ApiKeyId = invitation.ApiKeyId,
            Person = invitation.PersonId,
            Reason = outcome.Refusal?.Reason,
            Detail = invitation.OverriddenClaim is { } holder
                ? $"override_claim: {RowKey.Text(RowKind.Account, holder)}"
                : null,
            InvitationId = invitation.Id,
            OperationId = invitation.OperationId,
            Note = invitation.Note,
        };

    private static AuditDecision DecisionOf(InvitationState state) => state switch
    {
        InvitationState.Refused => AuditDecision.Refused,
        InvitationState.NotSent => AuditDecision.NotSent,
        _ => AuditDecision.Sent,
    };

    private static Payment PaymentOf(InvitationRow row) =>
        new(row.WorkspaceId, row.ApiKeyId, row.AccountId, row.Id, row.Price);
}
