using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Invitations;

/// <summary>The invitations without an outcome.</summary>
internal sealed class UnresolvedTable : IEntityTypeConfiguration<UnresolvedRow>
{
    private const string AddSql =
        "INSERT INTO unresolved_invitations (account_id, invitation_id, next_check_at, checks) VALUES (@p0, "
        + "@p1, @p2, 0)";

    private const string PostponeSql =
        "UPDATE unresolved_invitations SET next_check_at = @p2, checks = @p3 WHERE account_id = @p0 AND "
        + "invitation_id = @p1";

    private const string RemoveSql =
        "DELETE FROM unresolved_invitations WHERE account_id = @p0 AND invitation_id = @p1";

    public void Configure(EntityTypeBuilder<UnresolvedRow> builder)
    {
        builder.ToTable("unresolved_invitations");
        builder.HasKey(row => new { row.AccountId, row.InvitationId });
    }

    public static Statement Add(long accountId, long invitationId, DateTimeOffset nextCheckAt) =>
        new(AddSql, accountId, invitationId, nextCheckAt);

    /// <summary>A guard: the invitation must be unresolved still.</summary>
    public static Statement Postpone(UnresolvedRow row, DateTimeOffset nextCheckAt) =>
        new(PostponeSql, row.AccountId, row.InvitationId, nextCheckAt, row.Checks + 1);

    public static Statement Remove(long accountId, long invitationId) => new(RemoveSql, accountId, invitationId);
}
