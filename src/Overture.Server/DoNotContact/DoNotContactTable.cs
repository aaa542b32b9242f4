using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.DoNotContact;

/// <summary>The entries of all lists.</summary>
internal sealed class DoNotContactTable : IEntityTypeConfiguration<DoNotContactRow>
{
    private const string AddSql = """
        INSERT INTO do_not_contact (list, person_id, public_identifier, comment, api_key_id, created_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5)
        ON CONFLICT DO NOTHING
        """;

    private const string RemoveSql = "DELETE FROM do_not_contact WHERE list = @p0 AND person_id = @p1";

    // Each list has a condition of its own: SQLite would build a table for a list after IN, each time.
    internal const string UnlistedSql = """
        SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM do_not_contact WHERE list = @p0 AND person_id = @p1)
            AND NOT EXISTS (SELECT 1 FROM do_not_contact WHERE list = 0 AND person_id = @p1)
        """;

    // By hand: bytes have no comparison in a query of EF's.
    private const string PageSql =
        "SELECT * FROM do_not_contact WHERE list = {0} AND person_id > {1} ORDER BY person_id LIMIT {2}";

    public void Configure(EntityTypeBuilder<DoNotContactRow> builder)
    {
        builder.ToTable("do_not_contact");
        builder.HasKey(row => new { row.List, row.PersonId });
        builder.Property(row => row.PersonId).HasConversion<PersonKeyConverter>();
        builder.HasIndex(row => new { row.List, row.PublicIdentifier });
    }

    public static Statement Add(DoNotContactRow entry) => new(
        AddSql, entry.List, PersonKey.ToBytes(entry.PersonId), entry.PublicIdentifier, entry.Comment, entry.ApiKeyId,
        entry.CreatedAt)
    {
        KeyLength = 2,
    };

    public static Statement Remove(long list, string personId) =>
        new(RemoveSql, list, PersonKey.ToBytes(personId)) { KeyLength = 2 };

    /// <summary>Finds its row unless the person is on the workspace's list or the deployment's.</summary>
    public static Statement Unlisted(long workspaceId, string personId) =>
        new(UnlistedSql, workspaceId, PersonKey.ToBytes(personId));

    public static async Task<List<DoNotContactRow>> PageAsync(
        OvertureDb db, long list, string? after, int count, CancellationToken cancellationToken) =>
        await db.Set<DoNotContactRow>()
            .FromSqlRaw(PageSql, list, after is null ? Array.Empty<byte>() : PersonKey.ToBytes(after), count)
            .AsNoTracking().ToListAsync(cancellationToken);
}
