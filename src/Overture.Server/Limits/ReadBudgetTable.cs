using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Limits;

/// <summary>The accounts' reads of the platform.</summary>
internal sealed class ReadBudgetTable : IEntityTypeConfiguration<ReadBudgetRow>
{
    private const string KeepSql = """
        INSERT INTO read_budgets (account_id, hour, reads) VALUES (@p0, @p1, @p2)
        ON CONFLICT (account_id) DO UPDATE SET hour = excluded.hour, reads = excluded.reads
        """;

    public void Configure(EntityTypeBuilder<ReadBudgetRow> builder)
    {
        builder.ToTable("read_budgets");
        builder.HasKey(row => row.AccountId);
    }

    public static Statement Keep(long accountId, ReadLease lease) => new(KeepSql, accountId, lease.Hour, lease.Reads);

    public static async Task<ReadLease> ReadAsync(
        OvertureDb db, long accountId, CancellationToken cancellationToken) =>
        await db.Set<ReadBudgetRow>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.AccountId == accountId, cancellationToken) is { } row
            ? new ReadLease(row.Hour, row.Reads)
            : default;
}
