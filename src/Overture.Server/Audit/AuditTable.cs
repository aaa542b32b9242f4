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

    private const int Portion = 500;

    private const string NextChainSql = "SELECT MIN(chain) AS \"Value\" FROM audit WHERE chain > {0}";

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

    /// <summary>The first chain behind another; null when there is none.</summary>
    public static Task<long?> NextChainAsync(OvertureDb db, long after, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<long?>(NextChainSql, after).SingleAsync(cancellationToken);

    /// <summary>A portion of a chain's first rows, all from before an instant; never the chain's last row.</summary>
    public static async Task<List<AuditRow>> OldestAsync(
        OvertureDb db, long chain, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var rows = await db.Set<AuditRow>().AsNoTracking().Where(row => row.Chain == chain).OrderBy(row => row.Number)
            .Take(Portion + 1).ToListAsync(cancellationToken);
        return [.. rows.SkipLast(1).TakeWhile(row => row.At < before)];
    }

    /// <summary>Deletes a chain's rows up to a number.</summary>
    public static Task<int> DeleteToAsync(
        OvertureDb db, long chain, long number, CancellationToken cancellationToken) =>
        db.Set<AuditRow>().Where(row => row.Chain == chain && row.Number <= number)
            .ExecuteDeleteAsync(cancellationToken);
}
