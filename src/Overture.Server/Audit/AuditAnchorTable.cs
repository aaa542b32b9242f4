using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Audit;

/// <summary>The anchors of all chains that have lost their beginning to retention.</summary>
internal sealed class AuditAnchorTable : IEntityTypeConfiguration<AuditAnchorRow>
{
    // Of two nodes that sweep one chain, the one that is behind changes nothing.
    private const string SetSql = """
        INSERT INTO audit_anchors (chain, number, hash, signature) VALUES ({0}, {1}, {2}, {3})
        ON CONFLICT (chain) DO UPDATE SET
            number = excluded.number, hash = excluded.hash, signature = excluded.signature
        WHERE audit_anchors.number < excluded.number
        """;

    public void Configure(EntityTypeBuilder<AuditAnchorRow> builder)
    {
        builder.ToTable("audit_anchors");
        builder.HasKey(row => row.Chain);
    }

    public static Task<int> SetAsync(OvertureDb db, AuditAnchorRow anchor, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(
            SetSql, [anchor.Chain, anchor.Number, anchor.Hash, anchor.Signature], cancellationToken);

    public static Task<AuditAnchorRow?> FindAsync(OvertureDb db, long chain, CancellationToken cancellationToken) =>
        db.Set<AuditAnchorRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Chain == chain, cancellationToken);

    public static Task<Dictionary<long, AuditAnchorRow>> ReadAllAsync(
        OvertureDb db, CancellationToken cancellationToken) =>
        db.Set<AuditAnchorRow>().AsNoTracking().ToDictionaryAsync(row => row.Chain, cancellationToken);
}
