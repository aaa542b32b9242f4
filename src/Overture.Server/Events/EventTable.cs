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
}
