using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations;

/// <summary>Reads the invitations whose outcome is not certain yet.</summary>
internal sealed class LiveInvitations(Database database)
{
    // By hand: what EF makes of the states is not the condition of the index of the live ones, and SQLite uses an index only under its own.
    internal const string LiveSql = $"SELECT * FROM invitations WHERE account_id = {{0}} AND person_id = {{1}} AND {OvertureDb.IsLive}";

    internal const string OldestPendingSql =
        $"SELECT * FROM invitations WHERE account_id = {{0}} AND state = 'pending' AND {OvertureDb.IsLive} ORDER BY updated_at LIMIT {{1}}";

    /// <summary>The account's invitation to this person that is unsettled (with the time of its next look) or pending.</summary>
    public async Task<InvitationRow?> LiveAsync(string accountId, string personId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Live(db, accountId, personId).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The account's pending invitations that were not looked at for the longest time, those sent by hand among them.</summary>
    public async Task<List<PendingOne>> OldestPendingAsync(string accountId, int most, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var ours = await db.Invitations.FromSqlRaw(OldestPendingSql, accountId, most).AsNoTracking().ToListAsync(cancellationToken);
        var seen = await db.SeenInvitations.AsNoTracking().Where(row => row.AccountId == accountId)
            .OrderBy(row => row.LookedAt).Take(most).ToListAsync(cancellationToken);
        return [.. ours.Select(row => new PendingOne(row.PersonId, row.Id, null, row.UpdatedAt))
            .Concat(seen.Select(row => new PendingOne(row.PersonId, null, row.Number, row.LookedAt)))
            .OrderBy(row => row.LookedAt).Take(most)];
    }

    /// <summary>All unsettled invitations of an account, oldest first; with the time they are due.</summary>
    public async Task<List<InvitationRow>> UnsettledOfAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Unsettled(db).Where(row => row.AccountId == accountId).OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Accounts with unsettled invitations that are due; every one of them when <paramref name="dueAt"/> is null.</summary>
    public async Task<List<string>> AccountsDueAsync(DateTimeOffset? dueAt, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var due = Unsettled(db);
        if (dueAt is { } instant) due = due.Where(row => row.CheckAt <= instant);
        return await due.Select(row => row.AccountId).Distinct().ToListAsync(cancellationToken);
    }

    public async Task<int> CountUnsettledAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Unsettled(db).CountAsync(cancellationToken);
    }

    /// <summary>Those whose outcome nobody knows: said to be unknown, or left by a turn that ended without a word.</summary>
    public async Task<UnknownOutcomes> UnknownAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var unknown = Unsettled(db).Where(row => row.State == InvitationState.Unknown || row.CheckAt <= now);
        var oldest = await unknown.OrderBy(row => row.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        return new UnknownOutcomes(await unknown.CountAsync(cancellationToken), oldest?.CreatedAt);
    }

    /// <summary>True when the upstream's invitation of this number is the outcome of another of our invitations.</summary>
    public async Task<bool> IsAnothersAsync(long number, InvitationRow invitation, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Invitations.AnyAsync(
            row => row.Number == number && row.PersonId == invitation.PersonId && row.Id != invitation.Id, cancellationToken);
    }

    /// <summary>
    /// True when a pending invitation that the upstream shows is one of ours, also one whose number is not known yet, or was seen before.
    /// </summary>
    public async Task<bool> IsKnownAsync(string accountId, string personId, long number, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Live(db, accountId, personId).AnyAsync(cancellationToken)
            || await db.SeenInvitations.AnyAsync(row => row.AccountId == accountId && row.Number == number, cancellationToken);
    }

    public async Task<InvitationRow?> FindAsync(string invitationId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Invitations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == invitationId, cancellationToken);
    }

    public async Task<PersonRow> PersonAsync(string memberId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.People.AsNoTracking().FirstAsync(row => row.MemberId == memberId, cancellationToken);
    }

    private static IQueryable<InvitationRow> Live(OvertureDb db, string accountId, string personId) =>
        db.Invitations.FromSqlRaw(LiveSql, accountId, personId).AsNoTracking();

    // check_at is set exactly while an invitation is unsettled; the index that serves this is on it.
    private static IQueryable<InvitationRow> Unsettled(OvertureDb db) =>
        db.Invitations.AsNoTracking().Where(row => row.CheckAt != null);
}
