using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Limits;

/// <summary>Reads how an account stands to its limits, and makes the statements that change it.</summary>
internal sealed class StandingStore(Database database, IConnector connector, IOptions<LimitsOptions> options, TimeProvider time)
{
    private const string CooldownSql = """
        INSERT INTO cooldowns (account_id, kind, reason, created_at, until) VALUES (@p0, @p1, @p2, @p3, @p4)
        ON CONFLICT (account_id, kind) DO UPDATE SET
            reason = excluded.reason, created_at = excluded.created_at, until = excluded.until
        """;

    private const string BreakerSql = """
        INSERT INTO breakers (account_id, kind, answers, sample, opened_at, updated_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        ON CONFLICT (account_id) DO UPDATE SET
            kind = excluded.kind, answers = excluded.answers, sample = excluded.sample,
            opened_at = excluded.opened_at, updated_at = excluded.updated_at
        """;

    private const string ClearBreakerSql = "DELETE FROM breakers WHERE account_id = @p0";

    private const string SeeSql = """
        INSERT INTO seen_invitations (account_id, number, person_id, seen_at, looked_at) VALUES (@p0, @p1, @p2, @p3, @p3)
        ON CONFLICT DO NOTHING
        """;

    private const string ForgetSeenSql = "DELETE FROM seen_invitations WHERE account_id = @p0 AND person_id = @p1";

    private const string OwnLimitsSql = "UPDATE accounts SET own_limits = @p1, updated_at = @p2 WHERE id = @p0";

    // By hand: with the states as parameters, SQLite would not use the index of the live ones and count through all there ever were.
    internal const string PendingSql = $"SELECT COUNT(*) AS \"Value\" FROM invitations WHERE account_id = {{0}} AND {OvertureDb.IsLive}";

    // States in which the platform has, or may have, the invitation.
    private static readonly InvitationState[] NeverThere = [InvitationState.Refused, InvitationState.NotSent];

    public async Task<Standing> ReadAsync(AccountRow account, CancellationToken cancellationToken)
    {
        var own = OwnOf(account.OwnLimits);
        var policy = PolicyOf(account, own);
        await using var db = database.Open();
        var cooldowns = await db.Cooldowns.AsNoTracking().Where(row => row.AccountId == account.Id).ToListAsync(cancellationToken);
        var history = policy.IsEnabled ? await HistoryAsync(db, account.Id, cancellationToken) : SendHistory.Empty;
        return new Standing(
            policy, history, cooldowns.Select(row => new Cooldown(row.Kind, row.Reason, row.CreatedAt, row.Until)),
            await BreakerAsync(db, account.Id, cancellationToken))
        {
            Own = own,
        };
    }

    public LimitsPolicy PolicyOf(AccountRow account, AccountLimits? own) =>
        LimitsPolicy.Of(options.Value, own, account.IsPremium, account.CreatedAt, connector.IsLocal);

    /// <summary>The account's own limits as they are stored; null when it has none.</summary>
    public static AccountLimits? OwnOf(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, ContractJson.Default.AccountLimits);

    public static string? JsonOf(AccountLimits? own) => own is null ? null : JsonSerializer.Serialize(own, ContractJson.Default.AccountLimits);

    /// <summary>An operator clears a breaker beside a serving gateway, so an open one is read again before it refuses.</summary>
    public async Task<Breaker?> BreakerAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await BreakerAsync(db, accountId, cancellationToken);
    }

    /// <summary>How many are pending, after something changed of which nobody knows whether it was one of them.</summary>
    public async Task<SendHistory> RecountAsync(string accountId, SendHistory history, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return new SendHistory(
            history.Sent, history.Notes, await PendingAsync(db, accountId, cancellationToken), history.LastAttempt);
    }

    public static Statement Begin(string accountId, Cooldown cooldown) => new(
        CooldownSql, Guard.None, accountId, Words.Of(cooldown.Kind), Words.Of(cooldown.Reason),
        cooldown.Since.ToUnixTimeMilliseconds(), cooldown.Until.ToUnixTimeMilliseconds());

    public Statement Keep(string accountId, Breaker? breaker) => breaker is null
        ? new(ClearBreakerSql, Guard.None, accountId)
        : new(
            BreakerSql, Guard.None, accountId, breaker.Kind, breaker.Answers, breaker.Sample,
            breaker.OpenedAt?.ToUnixTimeMilliseconds(), time.GetUtcNow().ToUnixTimeMilliseconds());

    public static Statement See(string accountId, long number, string personId, DateTimeOffset at) =>
        new(SeeSql, Guard.None, accountId, number, personId, at.ToUnixTimeMilliseconds());

    /// <summary>The two are connected: what was pending between them is not any more.</summary>
    public static Statement ForgetSeen(string accountId, string personId) => new(ForgetSeenSql, Guard.None, accountId, personId);

    public Statement SetOwn(string accountId, AccountLimits? own) => new(
        OwnLimitsSql, Guard.None, accountId, JsonOf(own), time.GetUtcNow().ToUnixTimeMilliseconds());

    private async Task<SendHistory> HistoryAsync(OvertureDb db, string accountId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (week, notes) = (now - SendHistory.Week, now - SendHistory.NoteWindow);
        var rows = db.Invitations.AsNoTracking().Where(row => row.AccountId == accountId);
        var there = rows.Where(row => !NeverThere.Contains(row.State));
        var sent = await there.Where(row => row.CreatedAt > week).Select(row => row.CreatedAt).ToListAsync(cancellationToken);
        var withNote = await there.Where(row => row.CreatedAt > notes && row.Note != null)
            .Select(row => row.CreatedAt).ToListAsync(cancellationToken);
        var seen = await db.SeenInvitations.AsNoTracking().Where(row => row.AccountId == accountId && row.SeenAt > week)
            .Select(row => row.SeenAt).ToListAsync(cancellationToken);
        var last = await rows.OrderByDescending(row => row.CreatedAt).Select(row => (DateTimeOffset?)row.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        return new SendHistory(sent.Concat(seen), withNote, await PendingAsync(db, accountId, cancellationToken), last);
    }

    private static async Task<int> PendingAsync(OvertureDb db, string accountId, CancellationToken cancellationToken) =>
        await db.Database.SqlQueryRaw<int>(PendingSql, accountId).SingleAsync(cancellationToken)
        + await db.SeenInvitations.CountAsync(row => row.AccountId == accountId, cancellationToken);

    private static async Task<Breaker?> BreakerAsync(OvertureDb db, string accountId, CancellationToken cancellationToken) =>
        await db.Breakers.AsNoTracking().FirstOrDefaultAsync(row => row.AccountId == accountId, cancellationToken) is { } row
            ? new Breaker(row.Kind, row.Answers, row.Sample, row.OpenedAt)
            : null;
}
