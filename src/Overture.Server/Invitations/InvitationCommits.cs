using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Credits;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Invitations;

/// <summary>The durable steps of an invitation's life. Each is one transaction and checks the actor's epoch first.</summary>
internal sealed class InvitationCommits(
    CommitQueue queue, IdempotencyKeys keys, IOptions<InvitationOptions> options, TimeProvider time)
{
    private const string FenceSql = "UPDATE accounts SET epoch = epoch WHERE id = @p0 AND epoch = @p1";

    private const string SeePersonSql = """
        INSERT INTO people (member_id, public_identifier, first_name, last_name, headline, picture_url, seen_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        ON CONFLICT (member_id) DO UPDATE SET
            public_identifier = excluded.public_identifier, first_name = excluded.first_name,
            last_name = excluded.last_name, headline = excluded.headline,
            picture_url = excluded.picture_url, seen_at = excluded.seen_at
        """;

    private const string IntendSql = """
        INSERT INTO invitations
            (id, workspace_id, account_id, person_id, api_key_id, state, note, price, created_at, updated_at, check_at, checks)
        VALUES (@p0, @p1, @p2, @p3, @p4, 'sending', @p5, @p6, @p7, @p7, @p8, 0)
        ON CONFLICT DO NOTHING
        """;

    private const string SettleSql = """
        UPDATE invitations SET state = @p1, number = @p2, reason = @p3, updated_at = @p4, check_at = NULL
        WHERE id = @p0 AND state IN ('sending', 'unknown')
        """;

    private const string PostponeSql = """
        UPDATE invitations SET state = 'unknown', updated_at = @p1, check_at = @p2, checks = @p3
        WHERE id = @p0 AND state IN ('sending', 'unknown')
        """;

    // The second condition on the state says nothing new, but it is the index's own: SQLite uses the index only then.
    private const string LeavePendingSql = $"""
        UPDATE invitations SET state = @p2, updated_at = @p3
        WHERE account_id = @p0 AND person_id = @p1 AND state = 'pending' AND updated_at <= @p4
            AND state IN ({OvertureDb.LiveStates})
        """;

    private const string LoseAccountSql = "UPDATE accounts SET inactive_reason = @p1, updated_at = @p2 WHERE id = @p0";

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// Commit 1, the intent. Refused by <see cref="Guard.OneLiveInvitation"/>, <see cref="Guard.Balance"/>,
    /// <see cref="Guard.IdempotencyKey"/>, <see cref="Guard.Fence"/>, or <see cref="Guard.State"/> when the pending invitation that
    /// should be closed is too young for that; then nothing was written.
    /// </summary>
    public Task<CommitResult> IntendAsync(
        ActingAccount account, InvitationRow invitation, PersonRow person, IdempotencyKey? key, bool closePending)
    {
        var statements = new List<Statement>(8) { Fence(account), SeePerson(person) };
        if (closePending) statements.Add(ClosePending(account, person.MemberId));
        statements.Add(Intend(invitation));
        statements.AddRange(Ledger.Reserve(PaymentOf(invitation), invitation.CreatedAt));
        if (key is not null) statements.Add(keys.Take(account.WorkspaceId, key, invitation.Id));
        return queue.BeginAsync(new CommitStep(statements));
    }

    /// <summary>Commit 2, the outcome: state, ledger, stored answer and, if it was lost, the account's state.</summary>
    public Task<CommitResult> SettleAsync(
        ActingAccount account, InvitationRow invitation, SendOutcome outcome, WireAnswer answer)
    {
        var statements = new List<Statement>(6) { Fence(account) };
        statements.Add(new Statement(
            SettleSql, Guard.State, invitation.Id, Words.Of(outcome.State), outcome.Number,
            outcome.Refusal is { } refusal ? Words.Of(refusal.Reason) : null, Now));
        statements.AddRange(outcome.State is InvitationState.Pending or InvitationState.Accepted
            ? Ledger.Commit(PaymentOf(invitation), time.GetUtcNow())
            : Ledger.Release(PaymentOf(invitation), time.GetUtcNow()));
        // A wish that was not granted and may be granted later keeps its key free; a final answer is kept.
        statements.Add(outcome.State == InvitationState.NotSent || answer.RetryAt is not null || outcome.AccountLost is not null
            ? IdempotencyKeys.Free(account.WorkspaceId, invitation.Id)
            : keys.Answer(account.WorkspaceId, invitation.Id, answer));
        if (outcome.AccountLost is { } lost) statements.Add(Lose(account, lost));
        return queue.CompleteAsync(new CommitStep(statements));
    }

    /// <summary>Keeps an invitation unsettled until its next look.</summary>
    public Task<CommitResult> PostponeAsync(
        ActingAccount account, InvitationRow invitation, DateTimeOffset checkAt, Reason? accountLost)
    {
        var statements = new List<Statement>(3)
        {
            Fence(account),
            new(PostponeSql, Guard.State, invitation.Id, Now, checkAt.ToUnixTimeMilliseconds(), invitation.Checks + 1),
        };
        if (accountLost is { } lost) statements.Add(Lose(account, lost));
        return queue.CompleteAsync(new CommitStep(statements));
    }

    /// <summary>The person turned out to be connected: an invitation that was pending is accepted, and the answer is kept.</summary>
    public Task<CommitResult> FindConnectedAsync(
        ActingAccount account, PersonRow person, IdempotencyKey? key, WireAnswer answer)
    {
        var statements = new List<Statement>(4) { Fence(account), SeePerson(person) };
        statements.Add(AcceptPending(account, person.MemberId));
        if (key is not null) statements.Add(keys.Store(account.WorkspaceId, key, answer));
        return queue.BeginAsync(new CommitStep(statements));
    }

    /// <summary>The account cannot act any more; its owner must do something.</summary>
    public Task<CommitResult> LoseAccountAsync(ActingAccount account, Reason reason) =>
        queue.CompleteAsync(new CommitStep(Fence(account), Lose(account, reason)));

    private static Statement Fence(ActingAccount account) =>
        new(FenceSql, Guard.Fence, account.Id, account.Epoch) { Locks = Locks.Account };

    private static Statement SeePerson(PersonRow person) => new(
        SeePersonSql, Guard.None, person.MemberId, person.PublicIdentifier, person.FirstName, person.LastName,
        person.Headline, person.PictureUrl, person.SeenAt.ToUnixTimeMilliseconds())
    {
        Locks = Locks.Person,
    };

    private static Statement Intend(InvitationRow row) => new(
        IntendSql, Guard.OneLiveInvitation, row.Id, row.WorkspaceId, row.AccountId, row.PersonId, row.ApiKeyId,
        row.Note, row.Price, row.CreatedAt.ToUnixTimeMilliseconds(), row.CheckAt?.ToUnixTimeMilliseconds());

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
