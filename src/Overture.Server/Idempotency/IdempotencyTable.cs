using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Idempotency;

/// <summary>The keys of all workspaces, with their answers.</summary>
internal sealed class IdempotencyTable : IEntityTypeConfiguration<IdempotencyRow>
{
    // A key in use never expires: until its work has an outcome, the same request must lead to the same work.
    private static readonly DateTimeOffset InUse = DateTimeOffset.MaxValue;

    private const string TakeSql = """
        INSERT INTO idempotency_keys (workspace_id, key, request_hash, work_id, note_dropped, taken_at, expires_at)
        VALUES (@p0, @p1, @p2, @p3, FALSE, @p4, @p5)
        ON CONFLICT (workspace_id, key) DO UPDATE SET
            request_hash = excluded.request_hash, work_id = excluded.work_id, taken_at = excluded.taken_at,
            expires_at = excluded.expires_at, status = NULL, body = NULL, note_dropped = excluded.note_dropped
        WHERE idempotency_keys.expires_at <= excluded.taken_at
        """;

    // An open answer gives way to the next one of the same request.
    private const string StoreSql = """
        INSERT INTO idempotency_keys (workspace_id, key, request_hash, status, body, note_dropped, taken_at, expires_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, FALSE, @p5, @p6)
        ON CONFLICT (workspace_id, key) DO UPDATE SET
            request_hash = excluded.request_hash, work_id = NULL, taken_at = excluded.taken_at,
            expires_at = excluded.expires_at, status = excluded.status, body = excluded.body,
                note_dropped = excluded.note_dropped
        WHERE idempotency_keys.expires_at <= excluded.taken_at
            OR (idempotency_keys.status IS NULL AND idempotency_keys.work_id IS NULL
                AND idempotency_keys.request_hash = excluded.request_hash)
        """;

    private const string AnswerSql = """
        UPDATE idempotency_keys SET status = @p2, body = @p3, expires_at = @p4, note_dropped = @p5, work_id = NULL
        WHERE workspace_id = @p0 AND work_id = @p1 AND status IS NULL
        """;

    private const string FreeSql = "DELETE FROM idempotency_keys WHERE workspace_id = @p0 AND work_id = @p1";

    // By hand: what EF makes of a limited delete reads every key there is, while the database is locked.
    private const string SweepSql = """
        DELETE FROM idempotency_keys WHERE (workspace_id, key) IN
            (SELECT workspace_id, key FROM idempotency_keys WHERE expires_at <= {0} LIMIT 1000)
        """;

    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(row => new { row.WorkspaceId, row.Key });
        builder.HasIndex(row => row.WorkId).HasFilter("work_id IS NOT NULL").HasDatabaseName("idempotency_keys_in_use");
        builder.HasIndex(row => row.ExpiresAt);
    }

    /// <summary>Takes the key for work that is about to begin.</summary>
    public static Statement Take(long workspaceId, IdempotencyKey key, long workId, DateTimeOffset now) => new(
        TakeSql, workspaceId, key.Value, key.RequestHash, workId, now, InUse)
    {
        IsGuard = true,
        Locks = Locks.IdempotencyKey,
        KeyLength = 2,
    };

    /// <summary>
    /// Stores the answer of a request that is done within one step, or that stays open: then it has no status.
    /// </summary>
    public static Statement Store(
        long workspaceId, IdempotencyKey key, (int? Status, byte[] Body) answer,
        (DateTimeOffset Now, DateTimeOffset ExpiresAt) times) =>
        new(
            StoreSql, workspaceId, key.Value, key.RequestHash, answer.Status, answer.Body, times.Now, times.ExpiresAt)
        {
            IsGuard = true,
            Locks = Locks.IdempotencyKey,
            KeyLength = 2,
        };

    /// <summary>Stores the answer of work that has its outcome; does nothing when no key was given.</summary>
    public static Statement Answer(long workspaceId, long workId, WireAnswer answer, DateTimeOffset expiresAt) => new(
        AnswerSql, workspaceId, workId, answer.Status, answer.Body, expiresAt, answer.DropsNote)
    {
        Locks = Locks.TakenIdempotencyKey,
        KeyLength = 2,
    };

    /// <summary>
    /// Frees the key of work that came to nothing, so that the same request can be tried again under it.
    /// </summary>
    public static Statement Free(long workspaceId, long workId) => new(FreeSql, workspaceId, workId)
    {
        Locks = Locks.TakenIdempotencyKey,
        KeyLength = 2,
    };

    public static async Task<IdempotencyRow?> FindAsync(
        Database database, long workspaceId, string key, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<IdempotencyRow>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.WorkspaceId == workspaceId && row.Key == key, cancellationToken);
    }

    /// <summary>Deletes a portion of the keys whose time is over; returns how many.</summary>
    public static async Task<int> SweepAsync(Database database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Database.ExecuteSqlRawAsync(SweepSql, [now.ToUnixTimeMilliseconds()], cancellationToken);
    }

    public static async Task<int> CountAsync(
        Database database, long workspaceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<IdempotencyRow>().CountAsync(row => row.WorkspaceId == workspaceId, cancellationToken);
    }
}
