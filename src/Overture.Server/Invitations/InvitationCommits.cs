using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Audit;
using Overture.Server.Credits;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Limits;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Invitations;

/// <summary>The durable steps of an invitation's life. Each is one transaction and checks the actor's epoch first.</summary>
internal sealed class InvitationCommits(
    CommitQueue queue,
    IdempotencyKeys keys,
    StandingStore standings,
    Claims claims,
    IOptions<InvitationOptions> options,
    IOptions<LimitsOptions> limits,
    TimeProvider time)
{
    private const string SeePersonSql = """
        INSERT INTO people (member_id, public_identifier, first_name, last_name, headline, picture_url, seen_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        ON CONFLICT (member_id) DO UPDATE SET
            public_identifier = excluded.public_identifier, first_name = excluded.first_name,
            last_name = excluded.last_name, headline = excluded.headline,
            picture_url = excluded.picture_url, seen_at = excluded.seen_at
        """;

    // The lists and the teammates are looked at once more: here nobody can pass them. Two accounts that intend the same person at once meet
    // at the person's row, which their steps have locked. Where they share a transaction each looks when it has written, so one of them sees
    // the other and is refused, and the other goes again without it. Each alternative has a look of its own instead of a list after IN,
    // where it would be looked up by an index: SQLite would build a table of the list each time.
    internal const string UnclaimedSql = $"""
        SELECT 1
        WHERE NOT EXISTS (SELECT 1 FROM do_not_contact WHERE list = @p0 AND person_id = @p1)
            AND NOT EXISTS (SELECT 1 FROM do_not_contact WHERE list = '{DoNotContactRow.DeploymentList}' AND person_id = @p1)
            AND (@p3 = {ClaimsOff} OR NOT EXISTS (
                SELECT 1 FROM invitations WHERE person_id = @p1 AND workspace_id = @p0 AND account_id <> @p2
                    AND created_at > @p3 AND state NOT IN ('refused', 'not_sent')))
            AND (@p3 = {ClaimsOff} OR NOT EXISTS (
                SELECT 1 FROM operations WHERE who = @p1 AND position < @p5 AND workspace_id = @p0 AND account_id <> @p2
                    AND state IN ({OvertureDb.OpenStates})))
            AND (@p3 = {ClaimsOff} OR NOT EXISTS (
                SELECT 1 FROM operations WHERE who = @p4 AND position < @p5 AND workspace_id = @p0 AND account_id <> @p2
                    AND state IN ({OvertureDb.OpenStates})))
        """;

    internal const string IntendSql = """
        INSERT INTO invitations
            (id, workspace_id, account_id, person_id, api_key_id, state, note, price, created_at, updated_at, check_at, checks, operation_id,
             note_dropped, overridden_claim)
        VALUES (@p0, @p1, @p2, @p3, @p4, 'sending', @p5, @p6, @p7, @p7, @p8, 0, @p9, @p10, @p11)
        ON CONFLICT DO NOTHING
        """;

    // Later than any invitation: none claims its person.
    private const string ClaimsOff = "253402300799999";

    internal const string SettleSql = """
        UPDATE invitations SET state = @p1, number = @p2, reason = @p3, updated_at = @p4, check_at = NULL
        WHERE id = @p0 AND state IN ('sending', 'unknown')
        """;

    internal const string PostponeSql = """
        UPDATE invitations SET state = 'unknown', updated_at = @p1, check_at = @p2, checks = @p3
        WHERE id = @p0 AND state IN ('sending', 'unknown')
        """;

    // The last condition says nothing new, but it is the index's own: SQLite uses the index only then.
    internal const string LeavePendingSql = $"""
        UPDATE invitations SET state = @p2, updated_at = @p3
        WHERE account_id = @p0 AND person_id = @p1 AND state = 'pending' AND updated_at <= @p4
            AND {OvertureDb.IsLive}
        """;

    private const string ReviewSql = "UPDATE invitations SET state = @p1, updated_at = @p2 WHERE id = @p0 AND state = 'pending'";

    private const string LookAtSeenSql = "UPDATE seen_invitations SET looked_at = @p2 WHERE account_id = @p0 AND number = @p1";

    private const string LoseAccountSql = "UPDATE accounts SET inactive_reason = @p1, updated_at = @p2 WHERE id = @p0";

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// Commit 1, the intent. Refused by <see cref="Guard.OneLiveInvitation"/> (which also stands for the lists and the teammates),
    /// <see cref="Guard.Balance"/>, <see cref="Guard.IdempotencyKey"/>, <see cref="Guard.Operation"/>, <see cref="Guard.Fence"/>, or
    /// <see cref="Guard.State"/> when the pending invitation that should be closed is too young for that; then nothing was written.
    /// </summary>
    public async Task<CommitResult> IntendAsync(
        ActingAccount account, InvitationRow invitation, PersonRow person, InviteCommand command, bool closePending)
    {
        var statements = new List<Statement>(8) { account.Fence, SeePerson(person) };
        if (closePending) statements.Add(ClosePending(account, person.MemberId));
        statements.Add(Intend(invitation));
        statements.Add(Unclaimed(invitation, person, command));
        if (invitation.OperationId is { } operation) statements.Add(OperationSteps.Begin(operation, invitation.Id, invitation.CreatedAt));
        statements.AddRange(Ledger.Reserve(PaymentOf(invitation), invitation.CreatedAt));
        if (command.IdempotencyKey is { } key) statements.Add(keys.Take(account.WorkspaceId, key, invitation.Id));
        var result = await queue.BeginAsync(new CommitStep(statements));
        if (result.IsCommitted) Count(account, invitation);
        return result;
    }

    /// <summary>The intent is durable: from here on it takes its place in the budgets.</summary>
    public static void Count(ActingAccount account, InvitationRow invitation)
    {
        if (account.Standing.Policy.IsEnabled) account.Standing.History.Add(invitation.CreatedAt, invitation.Note is not null);
    }

    /// <summary>
    /// Commit 2, the outcome: state, ledger, stored answer, operation, audit and, if they changed, the account's state and what the platform
    /// closed to it.
    /// </summary>
    /// <param name="account">The account that invited.</param>
    /// <param name="invitation">The invitation.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="answer">The answer to be stored.</param>
    /// <param name="command">The wish, when its turn still runs; only then it is known that no key waits for the answer.</param>
    /// <param name="attempts">How often its operation was tried, this time included.</param>
    public async Task<CommitResult> SettleAsync(
        ActingAccount account, InvitationRow invitation, SendOutcome outcome, WireAnswer answer, InviteCommand? command = null, int attempts = 0)
    {
        var now = time.GetUtcNow();
        var isSent = outcome.State is InvitationState.Pending or InvitationState.Accepted;
        var statements = new List<Statement>(8) { account.Fence };
        statements.Add(new Statement(
            SettleSql, Guard.State, invitation.Id, Words.Of(outcome.State), outcome.Number,
            outcome.Refusal is { } refusal ? Words.Of(refusal.Reason) : null, Now));
        statements.AddRange(isSent ? Ledger.Commit(PaymentOf(invitation), now) : Ledger.Release(PaymentOf(invitation), now));
        // A wish that was not granted and may be granted later keeps its key free; a final answer is kept.
        if (command is not { IdempotencyKey: null })
        {
            statements.Add(outcome.State == InvitationState.NotSent || answer.RetryAt is not null || outcome.AccountLost is not null
                ? IdempotencyKeys.Free(account.WorkspaceId, invitation.Id)
                : keys.Answer(account.WorkspaceId, invitation.Id, answer));
        }

        if (outcome.AccountLost is { } lost) statements.Add(Lose(account, lost));
        if (invitation.OperationId is { } operation)
        {
            var why = outcome.Why(now);
            // It goes again at once, without its note; should this process end before, the queue must not wait until notes may be sent.
            if (why.Reason == Reason.NoteQuota && invitation.Note is not null && command?.NotePolicy == NotePolicy.Drop) why = why with { RetryAt = now };
            statements.AddRange(isSent
                ? [OperationSteps.Sent(operation, answer.DropsNote, now)]
                : OperationSteps.Refused(account.Id, operation, why, attempts, wasBegun: true, now));
        }

        return await CommitAsync(account, statements, outcome.Signal, EntryOf(invitation, outcome, isSent), queue.CompleteAsync);
    }

    /// <summary>
    /// A refusal before anything was begun: the audit, and what the platform's answers said about the account. Only what is durable is said,
    /// so without it the caller hears <c>gateway_busy</c>.
    /// </summary>
    public Task<CommitResult> RefuseAsync(
        ActingAccount account, InviteCommand command, Judgement judgement, SeenInvitationRow? seen, int attempts)
    {
        var refusal = judgement.Refusal!;
        var now = time.GetUtcNow();
        var statements = new List<Statement>(5) { account.Fence };
        if (seen is not null) statements.Add(StandingStore.See(account.Id, seen.Number, seen.PersonId, seen.SeenAt));
        if (judgement.Failure is { } failure && UpstreamRefusal.AccountLostBy(failure) is { } lost) statements.Add(Lose(account, lost));
        if (command.OperationId is { } operation)
            statements.AddRange(OperationSteps.Refused(account.Id, operation, refusal, attempts, wasBegun: false, now));
        var entry = new AuditEntry(ActionNames.Invite, Decisions.Refused)
        {
            WorkspaceId = account.WorkspaceId,
            ApiKeyId = command.ApiKeyId,
            Person = judgement.Person?.MemberId ?? command.Named,
            Rule = Words.Of(refusal.Reason),
            OperationId = command.OperationId,
        };
        return CommitAsync(account, statements, judgement.Signal, entry, queue.BeginAsync);
    }

    /// <summary>Keeps an invitation unsettled until its next look.</summary>
    public Task<CommitResult> PostponeAsync(
        ActingAccount account, InvitationRow invitation, DateTimeOffset checkAt, Reason? accountLost)
    {
        var statements = new List<Statement>(3)
        {
            account.Fence,
            new(PostponeSql, Guard.State, invitation.Id, Now, checkAt.ToUnixTimeMilliseconds(), invitation.Checks + 1),
        };
        if (accountLost is { } lost) statements.Add(Lose(account, lost));
        return queue.CompleteAsync(new CommitStep(statements));
    }

    /// <summary>The person turned out to be connected: an invitation that was pending is accepted, and the answer is kept.</summary>
    public Task<CommitResult> FindConnectedAsync(ActingAccount account, PersonRow person, InviteCommand command, WireAnswer answer)
    {
        var statements = new List<Statement>(6) { account.Fence, SeePerson(person) };
        statements.Add(AcceptPending(account, person.MemberId));
        statements.Add(StandingStore.ForgetSeen(account.Id, person.MemberId));
        if (command.OperationId is { } operation) statements.Add(OperationSteps.AlreadyConnected(operation, time.GetUtcNow()));
        if (command.IdempotencyKey is { } key) statements.Add(keys.Store(account.WorkspaceId, key, answer));
        var entry = new AuditEntry(ActionNames.Invite, InviteAnswers.AlreadyConnected)
        {
            WorkspaceId = account.WorkspaceId, ApiKeyId = command.ApiKeyId, Person = person.MemberId, OperationId = command.OperationId,
        };
        return CommitAsync(account, statements, Signal.None, entry, queue.BeginAsync);
    }

    /// <summary>What a look at a pending invitation found: it is still there, or it is not.</summary>
    public Task<CommitResult> ReviewAsync(ActingAccount account, PendingOne pending, InvitationState state) =>
        queue.CompleteAsync(new CommitStep(account.Fence, pending.InvitationId is { } id
            ? new Statement(ReviewSql, Guard.None, id, Words.Of(state), Now)
            : state == InvitationState.Pending
                ? new Statement(LookAtSeenSql, Guard.None, account.Id, pending.Number, Now)
                : StandingStore.ForgetSeen(account.Id, pending.PersonId)));

    /// <summary>What the platform said about the account in an answer that refused nothing.</summary>
    public Task<CommitResult> HeedAsync(ActingAccount account, Signal? signal, Reason? accountLost)
    {
        var statements = new List<Statement>(3) { account.Fence };
        if (accountLost is { } lost) statements.Add(Lose(account, lost));
        return CommitAsync(account, statements, signal, entry: null, queue.CompleteAsync);
    }

    /// <summary>Commits a step that also says something about the account, and remembers it once it is durable.</summary>
    private async Task<CommitResult> CommitAsync(
        ActingAccount account, List<Statement> statements, Signal? signal, AuditEntry? entry, Func<CommitStep, Task<CommitResult>> commit)
    {
        var standing = account.Standing;
        var breaker = signal is null
            ? standing.Breaker
            : Breaker.After(standing.Breaker, signal.Unknown, limits.Value.UnknownAnswers, time.GetUtcNow());
        if (breaker != standing.Breaker) statements.Add(standings.Keep(account.Id, breaker));
        if (signal?.Cooldown is { } cooldown) statements.Add(StandingStore.Begin(account.Id, cooldown));
        var result = await AuditedCommit.RunAsync(account.Audit, statements, entry is null ? [] : [entry], commit);
        if (!result.IsCommitted) return result;
        standing.Breaker = breaker;
        if (signal?.Cooldown is { } begun) standing.Begin(begun);
        return result;
    }

    private static AuditEntry EntryOf(InvitationRow invitation, SendOutcome outcome, bool isSent) =>
        new(ActionNames.Invite, isSent ? Decisions.Sent : Words.Of(outcome.State))
        {
            WorkspaceId = invitation.WorkspaceId,
            ApiKeyId = invitation.ApiKeyId,
            Person = invitation.PersonId,
            Rule = outcome.Refusal is { } refusal ? Words.Of(refusal.Reason)
                : invitation.OverriddenClaim is { } holder ? $"override_claim: {holder}" : null,
            InvitationId = invitation.Id,
            OperationId = invitation.OperationId,
            Note = invitation.Note,
        };

    private static Statement SeePerson(PersonRow person) => new(
        SeePersonSql, Guard.None, person.MemberId, person.PublicIdentifier, person.FirstName, person.LastName,
        person.Headline, person.PictureUrl, person.SeenAt.ToUnixTimeMilliseconds())
    {
        Locks = Locks.Person,
    };

    private Statement Unclaimed(InvitationRow row, PersonRow person, InviteCommand command) => new(
        UnclaimedSql, Guard.OneLiveInvitation, row.WorkspaceId, row.PersonId, row.AccountId,
        (command.OverridesClaim ? DateTimeOffset.MaxValue : claims.Since).ToUnixTimeMilliseconds(), Claims.WhoIs(person.PublicIdentifier),
        command.OperationPosition ?? long.MaxValue);

    private static Statement Intend(InvitationRow row) => new(
        IntendSql, Guard.OneLiveInvitation, row.Id, row.WorkspaceId, row.AccountId, row.PersonId, row.ApiKeyId,
        row.Note, row.Price, row.CreatedAt.ToUnixTimeMilliseconds(), row.CheckAt?.ToUnixTimeMilliseconds(), row.OperationId,
        row.NoteDropped, row.OverriddenClaim);

    /// <summary>Absence counts here, too, only when it has lasted: a read may lag behind a send of a moment ago.</summary>
    private Statement ClosePending(ActingAccount account, string personId) => new(
        LeavePendingSql, Guard.State, account.Id, personId, Words.Of(InvitationState.Closed), Now,
        (time.GetUtcNow() - options.Value.AbsenceCountsAfter).ToUnixTimeMilliseconds());

    private Statement AcceptPending(ActingAccount account, string personId) => new(
        LeavePendingSql, Guard.None, account.Id, personId, Words.Of(InvitationState.Accepted), Now, Now);

    private Statement Lose(ActingAccount account, Reason reason) =>
        new(LoseAccountSql, Guard.None, account.Id, Words.Of(reason), Now);

    private static Payment PaymentOf(InvitationRow row) => new(row.WorkspaceId, row.ApiKeyId, row.Id, row.Price);
}
