using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Invitations;

/// <summary>Pending invitations that were sent by hand.</summary>
internal sealed class ExternalInvitationTable : IEntityTypeConfiguration<ExternalInvitationRow>
{
    private const string SeeSql = """
        INSERT INTO external_invitations (account_id, number, person_id, seen_at, polled_at)
        VALUES (@p0, @p1, @p2, @p3, @p3)
        ON CONFLICT DO NOTHING
        """;

    private const string PollSql =
        "UPDATE external_invitations SET polled_at = @p2 WHERE account_id = @p0 AND number = @p1";

    private const string ForgetSql = "DELETE FROM external_invitations WHERE account_id = @p0 AND person_id = @p1";

    public void Configure(EntityTypeBuilder<ExternalInvitationRow> builder)
    {
        builder.ToTable("external_invitations");
        builder.HasKey(row => new { row.AccountId, row.Number });
        builder.Property(row => row.PersonId).HasConversion<PersonKeyConverter>();
    }

    public static Statement See(long accountId, long number, string personId, DateTimeOffset now) =>
        new(SeeSql, accountId, number, PersonKey.ToBytes(personId), now);

    public static Statement Poll(long accountId, long number, DateTimeOffset now) =>
        new(PollSql, accountId, number, now);

    /// <summary>What was pending between the two is pending no more.</summary>
    public static Statement Forget(long accountId, string personId) =>
        new(ForgetSql, accountId, PersonKey.ToBytes(personId));
}
