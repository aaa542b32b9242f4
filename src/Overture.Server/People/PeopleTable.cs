using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.People;

/// <summary>The people seen so far, one row for each member of the network.</summary>
internal sealed class PeopleTable : IEntityTypeConfiguration<PersonRow>
{
    private const string SeeSql = """
        INSERT INTO people (member_id, public_identifier, first_name, last_name, headline, picture_url, seen_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        ON CONFLICT (member_id) DO UPDATE SET
            public_identifier = excluded.public_identifier, first_name = excluded.first_name,
            last_name = excluded.last_name, headline = excluded.headline,
            picture_url = excluded.picture_url, seen_at = excluded.seen_at
        """;

    private const int Portion = 1_000;

    private static readonly byte[] NoPerson = [];

    private const string PortionEndSql = """
        SELECT member_id AS "Value" FROM
            (SELECT member_id FROM people WHERE member_id > {0} ORDER BY member_id LIMIT {1}) portion
        ORDER BY member_id DESC LIMIT 1
        """;

    private const string DeleteOldSql =
        "DELETE FROM people WHERE member_id > {0} AND member_id <= {1} AND seen_at < {2}";

    public void Configure(EntityTypeBuilder<PersonRow> builder)
    {
        builder.ToTable("people");
        builder.HasKey(row => row.MemberId);
        builder.Property(row => row.MemberId).HasConversion<PersonKeyConverter>();
    }

    /// <summary>Keeps a person as the platform shows them now, and locks their row.</summary>
    public static Statement See(PersonRow person) => new(
        SeeSql, PersonKey.ToBytes(person.MemberId), person.PublicIdentifier, person.FirstName, person.LastName,
        person.Headline, person.PictureUrl, person.SeenAt)
    {
        Locks = Locks.Person,
    };

    public static async Task<PersonRow> ReadAsync(
        Database database, string memberId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<PersonRow>().AsNoTracking().FirstAsync(row => row.MemberId == memberId, cancellationToken);
    }

    /// <summary>The slugs under which these people were seen last.</summary>
    public static Task<List<string>> SlugsOfAsync(
        OvertureDb db, IReadOnlyCollection<string> members, CancellationToken cancellationToken) =>
        db.Set<PersonRow>().Where(row => members.Contains(row.MemberId)).Select(row => row.PublicIdentifier)
            .ToListAsync(cancellationToken);

    /// <summary>The slug under which a person was seen last; null when they never were.</summary>
    public static Task<string?> SlugOfAsync(OvertureDb db, string memberId, CancellationToken cancellationToken) =>
        db.Set<PersonRow>().Where(row => row.MemberId == memberId).Select(row => (string?)row.PublicIdentifier)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>
    /// Deletes those of the next thousand people, in the order of their ids, who were seen last before an instant.
    /// </summary>
    /// <returns>The last of the thousand; null when there are no people behind <paramref name="after"/>.</returns>
    public static async Task<string?> DeleteOldAsync(
        OvertureDb db, string? after, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var start = after is null ? NoPerson : PersonKey.ToBytes(after);
        var ends = await db.Database.SqlQueryRaw<byte[]>(PortionEndSql, start, Portion)
            .ToListAsync(cancellationToken);
        if (ends is not [var end]) return null;
        await db.Database.ExecuteSqlRawAsync(
            DeleteOldSql, [start, end, before.ToUnixTimeMilliseconds()], cancellationToken);
        return PersonKey.FromBytes(end);
    }
}
