using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Limits;

/// <summary>The breakers that count or are open.</summary>
internal sealed class BreakerTable : IEntityTypeConfiguration<BreakerRow>
{
    private const string KeepSql = """
        INSERT INTO breakers (account_id, kind, answers, sample, opened_at, updated_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        ON CONFLICT (account_id) DO UPDATE SET
            kind = excluded.kind, answers = excluded.answers, sample = excluded.sample,
            opened_at = excluded.opened_at, updated_at = excluded.updated_at
        """;

    private const string ClearSql = "DELETE FROM breakers WHERE account_id = @p0";

    public void Configure(EntityTypeBuilder<BreakerRow> builder)
    {
        builder.ToTable("breakers");
        builder.HasKey(row => row.AccountId);
    }

    public static Statement Keep(long accountId, Breaker? breaker, DateTimeOffset now) => breaker is null
        ? new Statement(ClearSql, accountId)
        : new Statement(KeepSql, accountId, breaker.Kind, breaker.Answers, breaker.Sample, breaker.OpenedAt, now);

    public static async Task<Breaker?> ReadAsync(OvertureDb db, long accountId, CancellationToken cancellationToken) =>
        await db.Set<BreakerRow>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.AccountId == accountId, cancellationToken) is { } row
            ? new Breaker(row.Kind, row.Answers, row.Sample, row.OpenedAt)
            : null;
}
