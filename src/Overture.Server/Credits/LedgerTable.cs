using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>The entries of all workspaces.</summary>
internal sealed class LedgerTable : IEntityTypeConfiguration<LedgerRow>
{
    private const string EnterSql = """
        INSERT INTO ledger (workspace_id, id, api_key_id, account_id, refund_of, kind, amount)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        ON CONFLICT DO NOTHING
        """;

    public void Configure(EntityTypeBuilder<LedgerRow> builder)
    {
        builder.ToTable("ledger");
        builder.HasKey(row => new { row.WorkspaceId, row.Id });
    }

    public static Statement Enter(LedgerRow entry) => new(
        EnterSql, entry.WorkspaceId, entry.Id, entry.ApiKeyId, entry.AccountId, entry.RefundOf,
        SqlValue.Of<LedgerKind>(entry.Kind), entry.Amount)
    {
        KeyLength = 2,
    };

    /// <summary>A page of a workspace's entries in their order, behind the one named.</summary>
    public static async Task<List<LedgerRow>> PageAsync(
        OvertureDb db, (long WorkspaceId, long? ApiKeyId) whose, long after, int count,
        CancellationToken cancellationToken)
    {
        var entries = db.Set<LedgerRow>().AsNoTracking()
            .Where(row => row.WorkspaceId == whose.WorkspaceId && row.Id > after);
        if (whose.ApiKeyId is { } key) entries = entries.Where(row => row.ApiKeyId == key);
        return await entries.OrderBy(row => row.Id).Take(count).ToListAsync(cancellationToken);
    }
}
