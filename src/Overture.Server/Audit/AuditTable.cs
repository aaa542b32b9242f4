using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Audit;

/// <summary>The rows of all chains.</summary>
internal sealed class AuditTable : IEntityTypeConfiguration<AuditRow>
{
    private const string AppendSql = """
        INSERT INTO audit
            (chain, number, at, workspace_id, api_key_id, act, person, decision, reason, detail, invitation_id,
             operation_id, note_hash, hash)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13)
        """;

    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit");
        builder.HasKey(row => new { row.Chain, row.Number });
        builder.Property(row => row.Person).HasConversion<PersonKeyConverter>();
    }

    public static Statement Append(AuditRow row) => new(
        AppendSql, row.Chain, row.Number, row.At, row.WorkspaceId, row.ApiKeyId, row.Act,
        row.Person is { } person ? PersonKey.ToBytes(person) : null, SqlValue.Of<AuditDecision>(row.Decision),
        SqlValue.Of(row.Reason), row.Detail, row.InvitationId, row.OperationId, row.NoteHash, row.Hash)
    {
        KeyLength = 2,
    };

    /// <summary>Number and hash of a chain's last row; null when the chain has none.</summary>
    public static async Task<(long Number, byte[] Hash)?> EndAsync(
        Database database, long chain, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var end = await db.Set<AuditRow>().AsNoTracking().Where(row => row.Chain == chain)
            .OrderByDescending(row => row.Number)
            .Select(row => new { row.Number, row.Hash }).FirstOrDefaultAsync(cancellationToken);
        return end is null ? null : (end.Number, end.Hash);
    }
}
