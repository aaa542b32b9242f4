using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Client.Contract;
using Overture.Server.Storage;

namespace Overture.Server.Limits;

/// <summary>The pauses that the platform asked for.</summary>
internal sealed class CooldownTable : IEntityTypeConfiguration<CooldownRow>
{
    private const string BeginSql = """
        INSERT INTO cooldowns (account_id, kind, reason, created_at, until) VALUES (@p0, @p1, @p2, @p3, @p4)
        ON CONFLICT (account_id, kind) DO UPDATE SET
            reason = excluded.reason, created_at = excluded.created_at, until = excluded.until
        """;

    public void Configure(EntityTypeBuilder<CooldownRow> builder)
    {
        builder.ToTable("cooldowns");
        builder.HasKey(row => new { row.AccountId, row.Kind });
    }

    public static Statement Begin(long accountId, Cooldown cooldown) => new(
        BeginSql, accountId, SqlValue.Of<CooldownKind>(cooldown.Kind), SqlValue.Of<Reason>(cooldown.Reason),
        cooldown.Since, cooldown.Until);

    public static async Task<List<Cooldown>> ReadAsync(
        OvertureDb db, long accountId, CancellationToken cancellationToken)
    {
        var rows = await db.Set<CooldownRow>().AsNoTracking().Where(row => row.AccountId == accountId)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new Cooldown(row.Kind, row.Reason, row.CreatedAt, row.Until));
    }
}
