using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Accounts.Runtime;

/// <summary>The accounts' sessions.</summary>
internal sealed class SessionTable : IEntityTypeConfiguration<SessionRow>
{
    private const string RenewSql = """
        INSERT INTO sessions (account_id, protected_token, updated_at) VALUES (@p0, @p1, @p2)
        ON CONFLICT (account_id) DO UPDATE SET protected_token = excluded.protected_token,
            updated_at = excluded.updated_at
        """;

    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(row => row.AccountId);
        builder.HasOne<AccountRow>().WithOne().HasForeignKey<SessionRow>(row => row.AccountId);
    }

    public static Statement Renew(long accountId, byte[] protectedToken, DateTimeOffset now) =>
        new(RenewSql, accountId, protectedToken, now);
}
