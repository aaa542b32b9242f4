using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Storage;

namespace Overture.Server.Queue;

/// <summary>When each queue moves on next.</summary>
internal sealed class QueueTable : IEntityTypeConfiguration<QueueRow>
{
    private const string RunAtSql = """
        INSERT INTO queues (account_id, next_at) VALUES (@p0, @p1)
        ON CONFLICT (account_id) DO UPDATE SET next_at = excluded.next_at
        """;

    private const string RunBySql = """
        INSERT INTO queues (account_id, next_at) VALUES (@p0, @p1)
        ON CONFLICT (account_id) DO UPDATE SET next_at = excluded.next_at WHERE queues.next_at > excluded.next_at
        """;

    private const string RestSql = "DELETE FROM queues WHERE account_id = @p0";

    private const string WakeSql = "UPDATE queues SET next_at = @p1 WHERE account_id = @p0";

    public void Configure(EntityTypeBuilder<QueueRow> builder)
    {
        builder.ToTable("queues");
        builder.HasKey(row => row.AccountId);
        builder.HasIndex(row => row.NextAt);
    }

    /// <summary>When the queue moves on next; null when nothing waits.</summary>
    public static Statement RunAt(long accountId, DateTimeOffset? at) =>
        at is { } instant ? new Statement(RunAtSql, accountId, instant) : new Statement(RestSql, accountId);

    /// <summary>No later than that.</summary>
    public static Statement RunBy(long accountId, DateTimeOffset at) => new(RunBySql, accountId, at);

    /// <summary>Something changed that may let the queue go on, if anything waits in it.</summary>
    public static Statement Wake(long accountId, DateTimeOffset now) => new(WakeSql, accountId, now);

    public static Task WakeAsync(
        OvertureDb db, long accountId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Set<QueueRow>().Where(row => row.AccountId == accountId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAt, now), cancellationToken);

    /// <summary>Accounts whose queue is due, the longest due first.</summary>
    public static async Task<List<long>> AccountsDueAsync(
        Database database, DateTimeOffset now, int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<QueueRow>().Where(row => row.NextAt <= now).OrderBy(row => row.NextAt)
            .Select(row => row.AccountId)
            .Take(count).ToListAsync(cancellationToken);
    }
}
