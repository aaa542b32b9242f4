using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Client.Contract;
using Overture.Server.Invitations;
using Overture.Server.Storage;

namespace Overture.Server.Queue;

/// <summary>The operations of all accounts.</summary>
internal sealed class OperationTable : IEntityTypeConfiguration<OperationRow>
{
    /// <summary>
    /// The states in which an operation is not over; a unique index holds that there is one for each person.
    /// </summary>
    public const string IsOpenSql = "state IN (1, 2)";

    private const string AddSql = """
        INSERT INTO operations
            (account_id, id, workspace_id, api_key_id, person_key, slug, member_id, note, note_policy, overrides_claim,
             state,
             not_before, attempts, note_dropped, updated_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, 1, @p10, 0, FALSE, @p11)
        ON CONFLICT DO NOTHING
        """;

    private const string CancelSql =
        "UPDATE operations SET state = 6, updated_at = @p2 WHERE account_id = @p0 AND id = @p1 AND "
        + "state IN (1, 7)";

    private const string HoldSql = """
        UPDATE operations SET state = 7, updated_at = @p2 WHERE account_id = @p0 AND api_key_id = @p1 AND state = 1
        """;

    private const string ReleaseSql = """
        UPDATE operations SET state = 1, api_key_id = @p2, updated_at = @p3 WHERE account_id = @p0 AND id = @p1
            AND state = 7
        """;

    private const string PostponeSql = """
        UPDATE operations SET not_before = @p2, reason = @p3, updated_at = @p4 WHERE account_id = @p0 AND id = @p1
            AND state = 1
        """;

    private const string BeginSql = """
        UPDATE operations SET state = 2, invitation_id = @p2, attempts = attempts + 1, updated_at = @p3
        WHERE account_id = @p0 AND id = @p1 AND state = 1
        """;

    private const string EndSql = $"""
        UPDATE operations SET state = @p2, reason = @p3, note_dropped = @p4, updated_at = @p5
        WHERE account_id = @p0 AND id = @p1 AND {IsOpenSql}
        """;

    private const string ReturnSql = $"""
        UPDATE operations SET state = 1, reason = @p2, not_before = @p3, updated_at = @p4, attempts = attempts + @p5
        WHERE account_id = @p0 AND id = @p1 AND {IsOpenSql}
        """;

    // Two tries in its place, for an outage that passes. From then on it lets those behind it pass, for longer and
    // longer: with some people it fails every time, and they must not hold up all the others. Minutes: 15, 60, 240, and
    // then a day.
    private const string ReturnLaterSql = $"""
        UPDATE operations SET state = 1, reason = @p2, updated_at = @p4, attempts = attempts + @p5, not_before = @p3
            + CASE attempts + @p5 WHEN 0 THEN 0 WHEN 1 THEN 0 WHEN 2 THEN 900000 WHEN 3 THEN 3600000
                WHEN 4 THEN 14400000 ELSE 86400000 END
        WHERE account_id = @p0 AND id = @p1 AND {IsOpenSql}
        """;

    internal const string UnclaimedSql = $"""
        SELECT 1 WHERE NOT EXISTS (
            SELECT 1 FROM operations WHERE person_key = @p0 AND workspace_id = @p1 AND account_id <> @p2 AND id < @p3
                AND {IsOpenSql})
        """;

    private const string NextAccountSql =
        "SELECT MIN(account_id) AS \"Value\" FROM operations WHERE account_id > {0}";

    private const string DeleteOldSql = $$"""
        DELETE FROM operations WHERE account_id = {0} AND id IN (
            SELECT id FROM operations WHERE account_id = {0} AND NOT ({{IsOpenSql}}) AND updated_at < {1} ORDER BY id
            LIMIT 500)
        """;

    public void Configure(EntityTypeBuilder<OperationRow> builder)
    {
        builder.ToTable("operations");
        builder.HasKey(row => new { row.AccountId, row.Id });
        builder.Ignore(row => row.Name);
        builder.Ignore(row => row.NeedsNote);
        builder.Property(row => row.PersonKey).HasConversion<PersonKeyConverter>();
        builder.Property(row => row.MemberId).HasConversion<PersonKeyConverter>();
        builder.HasIndex(row => new { row.AccountId, row.PersonKey })
            .IsUnique().HasFilter(IsOpenSql).HasDatabaseName("one_open_operation");
        builder.HasIndex(row => new { row.AccountId, row.NotBefore }).HasFilter("state = 1")
            .HasDatabaseName("queued_operations");
        builder.HasIndex(row => row.PersonKey).HasFilter(IsOpenSql).HasDatabaseName("open_operations_of_person");
    }

    /// <summary>A guard: the account must have no open operation for the person.</summary>
    public static Statement Add(OperationRow row) => new(
        AddSql, row.AccountId, row.Id, row.WorkspaceId, row.ApiKeyId, PersonKey.ToBytes(row.PersonKey), row.Slug,
        row.MemberId is { } member ? PersonKey.ToBytes(member) : null, row.Note,
        SqlValue.Of<NotePolicy>(row.NotePolicy), row.OverridesClaim, row.NotBefore, row.UpdatedAt)
    {
        KeyLength = 2,
    };

    /// <summary>A guard: the operation must be queued or held still.</summary>
    public static Statement Cancel(OperationRow row, DateTimeOffset now) =>
        new(CancelSql, row.AccountId, row.Id, now) { KeyLength = 2 };

    /// <summary>Holds everything that waits under an API key.</summary>
    public static Statement Hold(long accountId, long apiKeyId, DateTimeOffset now) =>
        new(HoldSql, accountId, apiKeyId, now);

    /// <summary>A guard: the operation must be held still. It goes on under the key that releases it.</summary>
    public static Statement Release(OperationRow row, long apiKeyId, DateTimeOffset now) =>
        new(ReleaseSql, row.AccountId, row.Id, apiKeyId, now) { KeyLength = 2 };

    /// <summary>Lets those behind it pass until then, without having been tried.</summary>
    public static Statement Postpone(OperationRow row, DateTimeOffset notBefore, Reason reason, DateTimeOffset now) =>
        new(PostponeSql, row.AccountId, row.Id, notBefore, SqlValue.Of<Reason>(reason), now);

    /// <summary>A guard: the operation must be queued still.</summary>
    public static Statement Begin(long accountId, long id, long invitationId, DateTimeOffset now) =>
        new(BeginSql, accountId, id, invitationId, now);

    public static Statement End(
        (long AccountId, long Id) operation, OperationState state, Reason? reason, bool noteDropped,
        DateTimeOffset now) =>
        new(
            EndSql, operation.AccountId, operation.Id, SqlValue.Of<OperationState>(state), SqlValue.Of(reason),
            noteDropped, now);

    /// <summary>Puts it back into the queue.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="reason">Why it was not sent.</param>
    /// <param name="letsPass">Whether it lets those behind it pass after a few tries.</param>
    /// <param name="tries">How many tries are added to those counted.</param>
    /// <param name="times">When it is tried again at the earliest, and the time.</param>
    public static Statement Return(
        (long AccountId, long Id) operation, Reason reason, bool letsPass, int tries,
        (DateTimeOffset NotBefore, DateTimeOffset Now) times) =>
        new(
            letsPass ? ReturnLaterSql : ReturnSql, operation.AccountId, operation.Id, SqlValue.Of<Reason>(reason),
            times.NotBefore, times.Now, (long)tries);

    /// <summary>The first account behind another that has an operation; null when there is none.</summary>
    public static Task<long?> NextAccountAsync(OvertureDb db, long after, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<long?>(NextAccountSql, after).SingleAsync(cancellationToken);

    /// <summary>Whether the account has an operation that is not open and was changed last before an instant.</summary>
    public static Task<bool> HasOldAsync(
        OvertureDb db, long accountId, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.Set<OperationRow>().AnyAsync(
            row => row.AccountId == accountId && row.State != OperationState.Queued
                && row.State != OperationState.Running && row.UpdatedAt < before,
            cancellationToken);

    /// <summary>Deletes a portion of these; returns how many.</summary>
    public static Task<int> DeleteOldAsync(
        OvertureDb db, long accountId, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(
            DeleteOldSql, [accountId, before.ToUnixTimeMilliseconds()], cancellationToken);

    /// <summary>
    /// Finds its row unless another account of the workspace has the person in its queue, before a place.
    /// </summary>
    public static Statement Unclaimed(InvitationRow invitation, string personKey, long? before) => new(
        UnclaimedSql, PersonKey.ToBytes(personKey), invitation.WorkspaceId, invitation.AccountId,
        before ?? long.MaxValue);
}
