using Microsoft.EntityFrameworkCore;
using Overture.Server.Credits;
using Overture.Server.Limits;
using Overture.Server.People;
using Overture.Server.Storage;

namespace Overture.Server.Invitations;

/// <summary>Reads invitations.</summary>
internal sealed class InvitationRecords(Database database, TimeProvider time) : ISendHistorySource, IPaidWork
{
    private static readonly byte[] NoPerson = [];

    /// <summary>The account's invitation to this person that is unresolved or pending.</summary>
    public async Task<InvitationRow?> LiveAsync(long accountId, string personId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Live(db, accountId, personId).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Whom the account has invited without an outcome so far, by hand too: their member ids, their slugs as seen last,
    /// and the operations that invited them. The budget of pending invitations bounds how many there are.
    /// </summary>
    public async Task<(List<string> People, List<long> Operations)> PendingPeopleAsync(
        long accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var ours = await db.Set<InvitationRow>().AsNoTracking().Where(row => row.AccountId == accountId && row.Live)
            .Select(row => new { row.PersonId, row.OperationId }).ToListAsync(cancellationToken);
        var external = await db.Set<ExternalInvitationRow>().AsNoTracking().Where(row => row.AccountId == accountId)
            .Select(row => row.PersonId).ToListAsync(cancellationToken);
        List<string> members = [.. ours.Select(row => row.PersonId).Concat(external).Distinct()];
        var slugs = await PeopleTable.SlugsOfAsync(db, members, cancellationToken);
        return (
            [.. members, .. slugs.Select(PersonKey.OfSlug)], [.. ours.Select(row => row.OperationId).OfType<long>()]);
    }

    /// <summary>
    /// The account's pending invitations that were not polled for the longest time, those sent by hand among them.
    /// </summary>
    public async Task<List<PendingInvitation>> OldestPendingAsync(
        long accountId, int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var ours = await db.Set<InvitationRow>()
            .FromSqlRaw(InvitationTable.OldestPendingSql, accountId, NoPerson, count).AsNoTracking()
            .ToListAsync(cancellationToken);
        var external = await db.Set<ExternalInvitationRow>().AsNoTracking().Where(row => row.AccountId == accountId)
            .OrderBy(row => row.PolledAt).Take(count).ToListAsync(cancellationToken);
        return
        [
            .. ours.Select(row => new PendingInvitation(row.PersonId, row.Id, null, row.UpdatedAt))
                .Concat(external.Select(row => new PendingInvitation(row.PersonId, null, row.Number, row.PolledAt)))
                .OrderBy(row => row.PolledAt).Take(count),
        ];
    }

    /// <summary>All unresolved invitations of an account, oldest first.</summary>
    public async Task<List<UnresolvedRow>> UnresolvedOfAsync(long accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<UnresolvedRow>().AsNoTracking().Where(row => row.AccountId == accountId)
            .OrderBy(row => row.InvitationId)
            .ToListAsync(cancellationToken);
    }

    /// <summary>When an invitation is polled next; null when it has its outcome.</summary>
    public async Task<UnresolvedRow?> UnresolvedAsync(
        long accountId, long invitationId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<UnresolvedRow>().AsNoTracking()
            .FirstOrDefaultAsync(
                row => row.AccountId == accountId && row.InvitationId == invitationId, cancellationToken);
    }

    /// <summary>
    /// Accounts with unresolved invitations that are due; every one of them when <paramref name="dueAt"/> is null.
    /// </summary>
    public async Task<List<long>> AccountsDueAsync(DateTimeOffset? dueAt, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var due = db.Set<UnresolvedRow>().AsNoTracking();
        if (dueAt is { } instant) due = due.Where(row => row.NextCheckAt <= instant);
        return await due.Select(row => row.AccountId).Distinct().ToListAsync(cancellationToken);
    }

    public async Task<int> CountUnresolvedAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<UnresolvedRow>().CountAsync(cancellationToken);
    }

    /// <summary>
    /// How many outcomes are unknown (found unknown, or left by a call that ended without a word), and the oldest
    /// intent.
    /// </summary>
    public async Task<(int Count, DateTimeOffset? OldestIntentAt)> UnknownAsync(
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var unknown = db.Set<UnresolvedRow>().AsNoTracking().Where(row => row.Checks > 0 || row.NextCheckAt <= now);
        var oldest = await unknown.MinAsync(row => (long?)row.InvitationId, cancellationToken);
        return (await unknown.CountAsync(cancellationToken), oldest is { } id ? RowKeys.TimeOf(id) : null);
    }

    /// <summary>
    /// True when the platform's invitation of this number is the outcome of another of our invitations.
    /// </summary>
    public async Task<bool> IsAnothersAsync(long number, InvitationRow invitation, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<InvitationRow>().AnyAsync(
            row => row.PersonId == invitation.PersonId && row.Number == number && row.Id != invitation.Id,
            cancellationToken);
    }

    /// <summary>
    /// True when a pending invitation that the platform shows is one of ours, also one whose number is not known yet,
    /// or was seen before.
    /// </summary>
    public async Task<bool> IsKnownAsync(
        long accountId, string personId, long number, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await Live(db, accountId, personId).AnyAsync(cancellationToken)
            || await db.Set<ExternalInvitationRow>()
                .AnyAsync(row => row.AccountId == accountId && row.Number == number, cancellationToken);
    }

    public async Task<InvitationRow> ReadAsync(long accountId, long invitationId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<InvitationRow>().AsNoTracking()
            .FirstAsync(row => row.AccountId == accountId && row.Id == invitationId, cancellationToken);
    }

    public Task<PersonRow> PersonAsync(string memberId, CancellationToken cancellationToken) =>
        PeopleTable.ReadAsync(database, memberId, cancellationToken);

    /// <summary>The newest invitation of another account to each of these people that claims them.</summary>
    public async Task<List<InvitationRow>> ClaimsAsync(
        (long WorkspaceId, long AccountId) whose, IReadOnlyCollection<string> people, DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        var first = RowKeys.FirstAt(since);
        await using var db = database.Open();
        var rows = await db.Set<InvitationRow>().AsNoTracking()
            .Where(row => people.Contains(row.PersonId) && row.WorkspaceId == whose.WorkspaceId
                && row.AccountId != whose.AccountId
                && row.Id >= first && !InvitationStates.NeverSent.Contains(row.State))
            .ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => row.PersonId).Select(group => group.MaxBy(row => row.Id)!)];
    }

    /// <summary>The platform's numbers of an account's invitations, as far as it has named them.</summary>
    public async Task<Dictionary<long, long>> NumbersAsync(
        IReadOnlyCollection<long> accounts, IReadOnlyCollection<long> invitations, CancellationToken cancellationToken)
    {
        if (invitations.Count == 0) return [];
        await using var db = database.Open();
        return await db.Set<InvitationRow>()
            .Where(row => accounts.Contains(row.AccountId) && invitations.Contains(row.Id) && row.Number != null)
            .ToDictionaryAsync(row => row.Id, row => row.Number!.Value, cancellationToken);
    }

    async Task<SendHistory> ISendHistorySource.ReadAsync(long accountId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (week, notes) = (RowKeys.FirstAt(now - SendHistory.Week), RowKeys.FirstAt(now - SendHistory.NoteWindow));
        await using var db = database.Open();
        var rows = db.Set<InvitationRow>().AsNoTracking().Where(row => row.AccountId == accountId);
        var there = rows.Where(row => !InvitationStates.NeverSent.Contains(row.State));
        var sent = await there.Where(row => row.Id >= week).Select(row => row.Id).ToListAsync(cancellationToken);
        var withNote = await there.Where(row => row.Id >= notes && row.Note != null).Select(row => row.Id)
            .ToListAsync(cancellationToken);
        var external = await db.Set<ExternalInvitationRow>().AsNoTracking()
            .Where(row => row.AccountId == accountId && row.SeenAt > now - SendHistory.Week).Select(row => row.SeenAt)
            .ToListAsync(cancellationToken);
        var last = await rows.MaxAsync(row => (long?)row.Id, cancellationToken);
        return new SendHistory(
            sent.Select(RowKeys.TimeOf).Concat(external), withNote.Select(RowKeys.TimeOf),
            await CountPendingAsync(db, accountId, cancellationToken), last is { } id ? RowKeys.TimeOf(id) : null);
    }

    async Task<int> ISendHistorySource.CountPendingAsync(long accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await CountPendingAsync(db, accountId, cancellationToken);
    }

    async Task<Dictionary<long, long>> IPaidWork.ReservedAsync(long workspaceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        // Unresolved invitations are few.
        return await db.Set<UnresolvedRow>()
            .Join(
                db.Set<InvitationRow>(), row => new { row.AccountId, Id = row.InvitationId },
                row => new { row.AccountId, row.Id }, (_, invitation) => invitation)
            .Where(row => row.WorkspaceId == workspaceId)
            .GroupBy(row => row.ApiKeyId)
            .Select(group => new { group.Key, Sum = group.Sum(row => (long)row.Price) })
            .ToDictionaryAsync(group => group.Key, group => group.Sum, cancellationToken);
    }

    async Task<Dictionary<long, string>> IPaidWork.UrnsAsync(
        IReadOnlyCollection<long> accounts, IReadOnlyCollection<long> work, CancellationToken cancellationToken) =>
        (await NumbersAsync(accounts, work, cancellationToken)).ToDictionary(
            pair => pair.Key, pair => PlatformUrn.OfInvitation(pair.Value));

    private static async Task<int> CountPendingAsync(
        OvertureDb db, long accountId, CancellationToken cancellationToken) =>
        await db.Database.SqlQueryRaw<int>(InvitationTable.PendingSql, accountId, NoPerson)
            .SingleAsync(cancellationToken)
        + await db.Set<ExternalInvitationRow>().CountAsync(row => row.AccountId == accountId, cancellationToken);

    private static IQueryable<InvitationRow> Live(OvertureDb db, long accountId, string personId) =>
        db.Set<InvitationRow>().FromSqlRaw(InvitationTable.LiveSql, accountId, PersonKey.ToBytes(personId))
            .AsNoTracking();
}
