using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Events;

/// <summary>The outbox.</summary>
internal sealed class EventTable : IEntityTypeConfiguration<EventRow>
{
    private const string AppendSql = """
        INSERT INTO events (account_id, sequence, id, type, occurred_at, found_at, data)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        """;

    private const string NextAccountSql = "SELECT MIN(account_id) AS \"Value\" FROM events WHERE account_id > {0}";

    private const string DeleteOldSql = """
        DELETE FROM events WHERE account_id = {0} AND sequence IN (
            SELECT sequence FROM events WHERE account_id = {0} AND found_at < {1}
                AND sequence < (SELECT MAX(sequence) FROM events WHERE account_id = {0})
            ORDER BY sequence LIMIT 500)
        """;

    public void Configure(EntityTypeBuilder<EventRow> builder)
    {
        builder.ToTable("events");
        builder.HasKey(row => new { row.AccountId, row.Sequence });
    }

    public static Statement Append(EventRow row) => new(
        AppendSql, row.AccountId, row.Sequence, row.Id, SqlValue.Of<EventType>(row.Type), row.OccurredAt, row.FoundAt,
        row.Data)
    {
        KeyLength = 2,
    };

    /// <summary>The account's last number; 0 when it has no event.</summary>
    public static async Task<long> LastSequenceAsync(
        Database database, long accountId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<EventRow>().Where(row => row.AccountId == accountId).OrderByDescending(row => row.Sequence)
            .Select(row => row.Sequence).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The first account behind another that has an event; null when there is none.</summary>
    public static Task<long?> NextAccountAsync(OvertureDb db, long after, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<long?>(NextAccountSql, after).SingleAsync(cancellationToken);

    /// <summary>
    /// Deletes a portion of an account's events from before an instant, but never its last; returns how many.
    /// </summary>
    public static Task<int> DeleteOldAsync(
        OvertureDb db, long accountId, DateTimeOffset before, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync(
            DeleteOldSql, [accountId, before.ToUnixTimeMilliseconds()], cancellationToken);
}
