using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Growth;

/// <summary>The marks of all kinds.</summary>
internal sealed class RetentionMarkTable : IEntityTypeConfiguration<RetentionMarkRow>
{
    private const string RaiseSql = """
        INSERT INTO retention_marks (kind, swept_to) VALUES ({0}, {1})
        ON CONFLICT (kind) DO UPDATE SET swept_to = excluded.swept_to
        WHERE retention_marks.swept_to < excluded.swept_to
        """;

    public void Configure(EntityTypeBuilder<RetentionMarkRow> builder)
    {
        builder.ToTable("retention_marks");
        builder.HasKey(row => row.Kind);
    }

    /// <summary>Says, before rows are deleted and in the same transaction, up to when they may be missing.</summary>
    public static Task RaiseAsync(
        OvertureDb db, RetainedKind kind, DateTimeOffset sweptTo, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(
            RaiseSql, [(short)kind, sweptTo.ToUnixTimeMilliseconds()], cancellationToken);

    /// <summary>The smallest id that a row of the kind has which cannot have been deleted.</summary>
    public static async Task<long> FirstKeptIdAsync(
        OvertureDb db, RetainedKind kind, CancellationToken cancellationToken)
    {
        var mark = await db.Set<RetentionMarkRow>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.Kind == kind, cancellationToken);
        return mark is null ? 0 : RowKeys.FirstAt(mark.SweptTo);
    }
}
