using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>What each API key has used.</summary>
internal sealed class KeyUsageTable : IEntityTypeConfiguration<KeyUsageRow>
{
    private const string AddSql = """
        INSERT INTO key_usage (api_key_id, used, workspace_id) VALUES (@p0, @p1, @p2)
        ON CONFLICT (api_key_id) DO UPDATE SET used = key_usage.used + excluded.used
        """;

    public void Configure(EntityTypeBuilder<KeyUsageRow> builder)
    {
        builder.ToTable("key_usage");
        builder.HasKey(row => row.ApiKeyId);
        builder.HasIndex(row => row.WorkspaceId);
    }

    public static Statement Add(long workspaceId, long apiKeyId, long amount) =>
        new(AddSql, apiKeyId, amount, workspaceId) { Locks = Locks.KeyUsage, Adds = true };

    public static Task<Dictionary<long, long>> ReadAsync(
        OvertureDb db, long workspaceId, CancellationToken cancellationToken) =>
        db.Set<KeyUsageRow>().AsNoTracking().Where(row => row.WorkspaceId == workspaceId)
            .ToDictionaryAsync(row => row.ApiKeyId, row => row.Used, cancellationToken);
}
