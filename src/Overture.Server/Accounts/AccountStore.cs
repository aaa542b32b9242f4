using Microsoft.EntityFrameworkCore;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Accounts;

/// <summary>Reads accounts and the rare writes about them: connecting, and an actor taking over.</summary>
internal sealed class AccountStore(Database database, CommitQueue queue, TimeProvider time)
{
    private const string TakeOverSql = "UPDATE accounts SET epoch = epoch + 1 WHERE id = @p0 AND epoch = @p1";

    // A node of an older version settles invitations without knowing of operations.
    private const string RepairOperationsSql = """
        UPDATE operations SET state = CASE
            WHEN (SELECT i.state FROM invitations i WHERE i.id = operations.invitation_id) IN ('refused', 'not_sent') THEN 'queued' ELSE 'sent' END
        WHERE account_id = @p0 AND state = 'running'
            AND EXISTS (SELECT 1 FROM invitations i WHERE i.id = operations.invitation_id AND i.check_at IS NULL)
        """;

    private const string RepairQueueSql = """
        UPDATE accounts SET queue_at = @p1
        WHERE id = @p0 AND queue_at IS NULL AND EXISTS (SELECT 1 FROM operations WHERE account_id = @p0 AND state = 'queued')
        """;

    private const string ReconnectSql = """
        UPDATE accounts SET name = @p2, country = @p3, is_premium = @p4, inactive_reason = NULL, updated_at = @p5
        WHERE id = @p0 AND epoch = @p1
        """;

    private const string RenewSessionSql = """
        INSERT INTO sessions (account_id, protected_token, updated_at) VALUES (@p0, @p1, @p2)
        ON CONFLICT (account_id) DO UPDATE SET protected_token = excluded.protected_token, updated_at = excluded.updated_at
        """;

    public async Task<(AccountRow? Account, SessionRow? Session)> ReadAsync(
        string accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var found = await (
            from account in db.Accounts.AsNoTracking()
            where account.Id == accountId
            join session in db.Sessions.AsNoTracking() on account.Id equals session.AccountId into sessions
            from session in sessions.DefaultIfEmpty()
            select new { account, session }).FirstOrDefaultAsync(cancellationToken);
        return (found?.account, found?.session);
    }

    public async Task<AccountRow?> FindAsync(string workspaceId, string accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Accounts.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == accountId && row.WorkspaceId == workspaceId, cancellationToken);
    }

    public async Task<AccountRow?> FindMemberAsync(
        string workspaceId, string platform, string memberId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Accounts.AsNoTracking().FirstOrDefaultAsync(
            row => row.WorkspaceId == workspaceId && row.Platform == platform && row.MemberId == memberId,
            cancellationToken);
    }

    /// <summary>Adds an account with its session. False when the member is connected to the workspace already.</summary>
    public async Task<bool> AddAsync(AccountRow account, SessionRow session, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        db.Add(account);
        db.Add(session);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Two logins of one member at the same moment: the unique index lets one through. Anything else fails again
            // when the caller looks for the row that should be there.
            return false;
        }
    }

    /// <summary>Makes a new activation the only one that can commit for the account, and mends what an older version left of its queue.</summary>
    public Task<CommitResult> TakeOverAsync(AccountRow account) => queue.CompleteAsync(new CommitStep(
        new Statement(TakeOverSql, Guard.Fence, account.Id, account.Epoch) { Locks = Locks.Account },
        new Statement(RepairOperationsSql, Guard.None, account.Id),
        new Statement(RepairQueueSql, Guard.None, account.Id, time.GetUtcNow().ToUnixTimeMilliseconds())));

    public Task<CommitResult> ReconnectAsync(string accountId, long epoch, Connection connection)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return queue.CompleteAsync(new CommitStep(
            new Statement(
                ReconnectSql, Guard.Fence, accountId, epoch, connection.Name, connection.Country,
                connection.IsPremium, now) { Locks = Locks.Account },
            new Statement(RenewSessionSql, Guard.None, accountId, connection.ProtectedToken, now),
            // What waited for the owner need not wait longer.
            OperationStore.LookNow(accountId, time.GetUtcNow())));
    }
}
