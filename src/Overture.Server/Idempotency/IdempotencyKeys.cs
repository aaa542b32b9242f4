using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Overture.Server.Http;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Idempotency;

/// <summary>
/// What a workspace's idempotency keys stand for. A key is taken in the step that makes the intent durable and gets its
/// answer in the step that makes the outcome durable, so a crash leaves neither half.
/// </summary>
internal sealed class IdempotencyKeys(Database database, IOptions<IdempotencyOptions> options, TimeProvider time)
{
    // A key in use never expires: until its work is settled, the same wish must lead to the same invitation.
    private static readonly long InUse = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private const string TakeSql = """
        INSERT INTO idempotency_keys (workspace_id, key, request_hash, invitation_id, note_dropped, expires_at)
        VALUES (@p0, @p1, @p2, @p3, FALSE, @p4)
        ON CONFLICT (workspace_id, key) DO UPDATE SET
            request_hash = excluded.request_hash, invitation_id = excluded.invitation_id,
            expires_at = excluded.expires_at, status = NULL, body = NULL, note_dropped = excluded.note_dropped
        WHERE idempotency_keys.expires_at <= @p5
        """;

    private const string AnswerSql = """
        UPDATE idempotency_keys SET status = @p2, body = @p3, note_dropped = @p5, expires_at = @p4
        WHERE workspace_id = @p0 AND invitation_id = @p1 AND status IS NULL
        """;

    private const string StoreSql = """
        INSERT INTO idempotency_keys (workspace_id, key, request_hash, status, body, note_dropped, expires_at)
        VALUES (@p0, @p1, @p2, @p3, @p4, FALSE, @p5)
        ON CONFLICT (workspace_id, key) DO UPDATE SET
            request_hash = excluded.request_hash, invitation_id = NULL,
            expires_at = excluded.expires_at, status = excluded.status, body = excluded.body, note_dropped = excluded.note_dropped
        WHERE idempotency_keys.expires_at <= @p6
        """;

    private const string FreeSql = "DELETE FROM idempotency_keys WHERE workspace_id = @p0 AND invitation_id = @p1";

    /// <summary>What the key stands for, or null when it is free.</summary>
    public async Task<IdempotencyRow?> FindAsync(string workspaceId, string key, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var row = await db.IdempotencyKeys.AsNoTracking()
            .FirstOrDefaultAsync(row => row.WorkspaceId == workspaceId && row.Key == key, cancellationToken);
        return row is null || row.ExpiresAt <= time.GetUtcNow() ? null : row;
    }

    /// <summary>Takes the key for an invitation about to be sent.</summary>
    public Statement Take(string workspaceId, IdempotencyKey key, string invitationId) => new(
        TakeSql, Guard.IdempotencyKey, workspaceId, key.Value, key.RequestHash, invitationId, InUse, Now)
    {
        Locks = Locks.IdempotencyKey,
    };

    /// <summary>Stores the answer of an invitation that is settled; does nothing when no key was given.</summary>
    public Statement Answer(string workspaceId, string invitationId, WireAnswer answer) => new(
        AnswerSql, Guard.None, workspaceId, invitationId, answer.Status, answer.Body, Expiry, answer.DropsNote) { Locks = Locks.TakenIdempotencyKey };

    /// <summary>Stores the answer of a request that needed no invitation.</summary>
    public Statement Store(string workspaceId, IdempotencyKey key, WireAnswer answer) => new(
        StoreSql, Guard.IdempotencyKey, workspaceId, key.Value, key.RequestHash, answer.Status, answer.Body, Expiry, Now)
    {
        Locks = Locks.IdempotencyKey,
    };

    /// <summary>Frees the key of an invitation that was not sent, so that the same wish can be tried again under it.</summary>
    public static Statement Free(string workspaceId, string invitationId) =>
        new(FreeSql, Guard.None, workspaceId, invitationId) { Locks = Locks.TakenIdempotencyKey };

    /// <summary>Deletes a portion of the keys whose time is over; returns how many.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        // By hand: what EF makes of a limited delete looks at every key there is, while the database is locked.
        return await db.Database.ExecuteSqlRawAsync(
            """
            DELETE FROM idempotency_keys WHERE (workspace_id, key) IN
                (SELECT workspace_id, key FROM idempotency_keys WHERE expires_at <= {0} LIMIT 1000)
            """,
            [Now], cancellationToken);
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private long Expiry => (time.GetUtcNow() + options.Value.KeptFor).ToUnixTimeMilliseconds();
}
