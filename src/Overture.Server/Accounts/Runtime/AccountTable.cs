using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Client.Contract;
using Overture.Server.Events;
using Overture.Server.Storage;

namespace Overture.Server.Accounts.Runtime;

/// <summary>The accounts of all workspaces.</summary>
internal sealed class AccountTable : IEntityTypeConfiguration<AccountRow>
{
    // Only looks: an update that changes nothing would still be a new version of the account's row.
    private const string FenceSql = "SELECT 1 FROM accounts WHERE id = @p0 AND epoch = @p1";

    private const string TakeOverSql = "UPDATE accounts SET epoch = epoch + 1 WHERE id = @p0 AND epoch = @p1";

    // Of two logins of one member at the same moment, in two workspaces, one sees the other.
    private const string LockMemberSql = "SELECT pg_advisory_xact_lock(hashtextextended({0}, 0))";

    private const string ReconnectSql = """
        UPDATE accounts SET name = @p1, country = @p2, is_premium = @p3, inactive_reason = NULL, updated_at = @p4
        WHERE id = @p0
        """;

    private const string LoseSql = "UPDATE accounts SET inactive_reason = @p1, updated_at = @p2 WHERE id = @p0";

    public void Configure(EntityTypeBuilder<AccountRow> builder)
    {
        builder.ToTable("accounts");
        builder.Property(row => row.MemberId).HasConversion<PersonKeyConverter>();
        // In this order it also finds the member in other workspaces.
        builder.HasIndex(row => new { row.Platform, row.MemberId, row.WorkspaceId }).IsUnique();
        builder.HasIndex(row => new { row.WorkspaceId, row.CreatedAt, row.Id });
    }

    /// <summary>Insists that the grain still is the one that took the newest epoch, and locks the account.</summary>
    public static Statement Fence(long accountId, long epoch) =>
        new(FenceSql, accountId, epoch) { IsGuard = true, Locks = Locks.Account };

    /// <summary>Makes a new activation the only one that can commit for the account.</summary>
    public static Statement TakeOver(AccountRow account) =>
        new(TakeOverSql, account.Id, account.Epoch) { IsGuard = true, Locks = Locks.Account };

    public static Statement Reconnect(AccountRow account) => new(
        ReconnectSql, account.Id, account.Name, account.Country, account.IsPremium, account.UpdatedAt);

    /// <summary>The account can act no more until its owner connects it again.</summary>
    public static Statement Lose(long accountId, Reason reason, DateTimeOffset now) =>
        new(LoseSql, accountId, SqlValue.Of<Reason>(reason), now);

    public static async Task<(AccountRow? Account, SessionRow? Session)> ReadAsync(
        Database database, long accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var found = await (
            from account in db.Set<AccountRow>().AsNoTracking()
            where account.Id == accountId
            join session in db.Set<SessionRow>().AsNoTracking() on account.Id equals session.AccountId into sessions
            from session in sessions.DefaultIfEmpty()
            select new { account, session }).FirstOrDefaultAsync(cancellationToken);
        return (found?.account, found?.session);
    }

    public static async Task<AccountRow?> FindAsync(
        Database database, long workspaceId, long accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<AccountRow>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == accountId && row.WorkspaceId == workspaceId, cancellationToken);
    }

    public static async Task<AccountRow?> FindMemberAsync(
        Database database, long workspaceId, string memberId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(
            row => row.WorkspaceId == workspaceId && row.Platform == Platform.LinkedIn && row.MemberId == memberId,
            cancellationToken);
    }

    public static Task<long> WorkspaceOfAsync(OvertureDb db, long accountId, CancellationToken cancellationToken) =>
        db.Set<AccountRow>().Where(row => row.Id == accountId).Select(row => row.WorkspaceId)
            .SingleAsync(cancellationToken);

    public static async Task<int> CountAsync(
        Database database, long workspaceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<AccountRow>().CountAsync(row => row.WorkspaceId == workspaceId, cancellationToken);
    }

    /// <summary>
    /// Adds an account with its session and its first event. Null when the member is connected to the workspace
    /// already.
    /// </summary>
    /// <param name="database">Where.</param>
    /// <param name="account">The account.</param>
    /// <param name="with">Its session and its first event.</param>
    /// <param name="allowsSameMember">Whether the member may be connected in other workspaces too.</param>
    /// <param name="cancellationToken">Ends it before it is durable.</param>
    /// <returns>False when the member is connected in another workspace, and that is not allowed.</returns>
    public static async Task<bool?> AddAsync(
        Database database, AccountRow account, (SessionRow Session, EventRow Connected) with, bool allowsSameMember,
        CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        // On SQLite it begins with the one lock of all writers.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!allowsSameMember)
        {
            if (db.Database.IsNpgsql())
            {
                await db.Database.ExecuteSqlRawAsync(LockMemberSql, [account.MemberId], cancellationToken);
            }

            var isElsewhere = await db.Set<AccountRow>().AnyAsync(
                row => row.Platform == account.Platform && row.MemberId == account.MemberId
                    && row.WorkspaceId != account.WorkspaceId,
                cancellationToken);
            if (isElsewhere) return false;
        }

        db.Add(account);
        db.Add(with.Session);
        db.Add(with.Connected);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Two logins of one member at the same moment: the unique index lets one through. Any other fault comes
            // again when the caller looks for the row that should be there.
            return null;
        }
    }
}
