using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Client.Contract;
using Overture.Server.Storage;

namespace Overture.Server.Invitations;

/// <summary>The invitations of all accounts.</summary>
internal sealed class InvitationTable : IEntityTypeConfiguration<InvitationRow>
{
    internal const string IntendSql = """
        INSERT INTO invitations
            (account_id, id, workspace_id, person_id, api_key_id, state, live, note, price, updated_at, operation_id,
             note_dropped,
             overridden_claim)
        VALUES (@p0, @p1, @p2, @p3, @p4, 0, TRUE, @p5, @p6, @p7, @p8, @p9, @p10)
        ON CONFLICT DO NOTHING
        """;

    // Two texts: SQLite would write the index of the live ones for a column that is set to what it is.
    internal const string NameSql = $"""
        UPDATE invitations SET state = 2, number = @p2, updated_at = @p3
        WHERE account_id = @p0 AND id = @p1 AND {InvitationStates.IsUnresolvedSql}
        """;

    internal const string EndSql = $"""
        UPDATE invitations SET state = @p2, live = FALSE, number = @p3, reason = @p4, updated_at = @p5
        WHERE account_id = @p0 AND id = @p1 AND {InvitationStates.IsUnresolvedSql}
        """;

    private const string LoseSightSql = $"""
        UPDATE invitations SET state = 1, updated_at = @p2
        WHERE account_id = @p0 AND id = @p1 AND {InvitationStates.IsUnresolvedSql}
        """;

    internal const string LeavePendingSql = """
        UPDATE invitations SET state = @p2, live = FALSE, updated_at = @p3
        WHERE account_id = @p0 AND person_id = @p1 AND live AND state = 2 AND updated_at <= @p4
        """;

    private const string EndPendingSql =
        "UPDATE invitations SET state = @p2, live = FALSE, updated_at = @p3 WHERE account_id = @p0 AND id = @p1 AND "
        + "state = 2";

    private const string PollSql =
        "UPDATE invitations SET updated_at = @p2 WHERE account_id = @p0 AND id = @p1 AND state = 2";

    // The claims are checked once more: in this transaction two accounts cannot pass each other. Two that intend the
    // same person at once meet at the person's row, which their steps have locked. Where they share a transaction each
    // looks when it has written, so one of them sees the other and is refused, and the other goes again without it.
    internal const string UnclaimedSql = $"""
        SELECT 1 WHERE NOT EXISTS (
            SELECT 1 FROM invitations WHERE person_id = @p1 AND workspace_id = @p0 AND account_id <> @p2
                AND id >= @p3 AND NOT {InvitationStates.NeverSentSql})
        """;

    internal const string LiveSql = "SELECT * FROM invitations WHERE account_id = {0} AND person_id = {1} AND live";

    // Every person's key is above the empty one. With this condition SQLite takes the index of the live ones; without
    // it the whole history of the account, which the primary key finds as quickly.
    internal const string OldestPendingSql = """
        SELECT * FROM invitations WHERE account_id = {0} AND live AND person_id > {1} AND state = 2 ORDER BY updated_at
        LIMIT {2}
        """;

    internal const string PendingSql =
        "SELECT COUNT(*) AS \"Value\" FROM invitations WHERE account_id = {0} AND live AND person_id > {1}";

    private const string NextAccountSql =
        "SELECT MIN(account_id) AS \"Value\" FROM invitations WHERE account_id > {0}";

    // By hand: what EF makes of a limited delete reads every invitation there is, while the database is locked.
    private const string DeleteOldSql = """
        DELETE FROM invitations WHERE account_id = {0} AND id IN
            (SELECT id FROM invitations WHERE account_id = {0} AND id < {1} AND NOT live ORDER BY id LIMIT 500)
        """;

    public void Configure(EntityTypeBuilder<InvitationRow> builder)
    {
        builder.ToTable("invitations");
        builder.HasKey(row => new { row.AccountId, row.Id });
        builder.Ignore(row => row.CreatedAt);
        builder.Property(row => row.PersonId).HasConversion<PersonKeyConverter>();
        builder.HasIndex(row => new { row.AccountId, row.PersonId }).IsUnique().HasFilter("live")
            .HasDatabaseName("one_live_invitation");
        builder.HasIndex(row => row.PersonId).HasDatabaseName("invitations_of_person");
    }

    /// <summary>A guard: the account must have no live invitation to the person.</summary>
    public static Statement Intend(InvitationRow row) => new(
        IntendSql, row.AccountId, row.Id, row.WorkspaceId, PersonKey.ToBytes(row.PersonId), row.ApiKeyId, row.Note,
        row.Price, row.UpdatedAt, row.OperationId, row.NoteDropped, row.OverriddenClaim)
    {
        KeyLength = 2,
    };

    /// <summary>A guard: the invitation must be unresolved still.</summary>
    public static Statement Conclude(
        InvitationRow row, InvitationState state, (long? Number, Reason? Reason) found, DateTimeOffset now) =>
        state == InvitationState.Pending
            ? new Statement(NameSql, row.AccountId, row.Id, found.Number, now)
            : new Statement(
                EndSql, row.AccountId, row.Id, SqlValue.Of<InvitationState>(state), found.Number,
                SqlValue.Of(found.Reason), now);

    /// <summary>The outcome is not known for now.</summary>
    public static Statement LoseSight(InvitationRow row, DateTimeOffset now) =>
        new(LoseSightSql, row.AccountId, row.Id, now);

    /// <summary>Ends the account's pending invitation to a person, if it was seen pending before a moment.</summary>
    public static Statement LeavePending(
        long accountId, string personId, InvitationState state,
        (DateTimeOffset Now, DateTimeOffset SeenBefore) times) =>
        new(
            LeavePendingSql, accountId, PersonKey.ToBytes(personId), SqlValue.Of<InvitationState>(state), times.Now,
            times.SeenBefore);

    /// <summary>A poll found the pending invitation in a state.</summary>
    public static Statement Polled(long accountId, long id, InvitationState state, DateTimeOffset now) =>
        state == InvitationState.Pending
            ? new Statement(PollSql, accountId, id, now)
            : new Statement(EndPendingSql, accountId, id, SqlValue.Of<InvitationState>(state), now);

    /// <summary>The first account behind another that has an invitation; null when there is none.</summary>
    public static Task<long?> NextAccountAsync(OvertureDb db, long after, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<long?>(NextAccountSql, after).SingleAsync(cancellationToken);

    /// <summary>Whether the account has an invitation from before an instant that is no longer live.</summary>
    public static Task<bool> HasOldAsync(
        OvertureDb db, long accountId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var first = RowKeys.FirstAt(before);
        return db.Set<InvitationRow>().AnyAsync(
            row => row.AccountId == accountId && row.Id < first && !row.Live, cancellationToken);
    }

    /// <summary>Deletes a portion of these, the oldest; returns how many.</summary>
    public static Task<int> DeleteOldAsync(
        OvertureDb db, long accountId, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(DeleteOldSql, [accountId, RowKeys.FirstAt(before)], cancellationToken);

    /// <summary>Finds its row unless another account of the workspace has invited the person since.</summary>
    public static Statement Unclaimed(InvitationRow row, DateTimeOffset since) => new(
        UnclaimedSql, row.WorkspaceId, PersonKey.ToBytes(row.PersonId), row.AccountId, RowKeys.FirstAt(since));
}
