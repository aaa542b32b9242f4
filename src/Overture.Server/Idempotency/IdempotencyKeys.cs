using Microsoft.Extensions.Options;
using Overture.Server.Growth;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Idempotency;

/// <summary>What a key stands for already.</summary>
/// <param name="Answer">The answer to give; null while the work has none.</param>
/// <param name="WorkId">The work that has no outcome yet.</param>
/// <param name="OpenAnswer">The body of an answer with rows that the same request goes on with.</param>
internal readonly record struct KnownRequest(WireAnswer? Answer, long? WorkId = null, byte[]? OpenAnswer = null);

/// <summary>
/// What a workspace's idempotency keys stand for. A key is taken in the step that makes the intent durable and gets its
/// answer in the step that makes the outcome durable, so a crash leaves neither half.
/// </summary>
internal sealed class IdempotencyKeys(Database database, IOptions<RetentionOptions> options, TimeProvider time)
{
    /// <summary>What the key stands for, null when it is free, or that it was used for something else.</summary>
    public async Task<Result<KnownRequest?>> FindAsync(
        long workspaceId, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var row = await IdempotencyTable.FindAsync(database, workspaceId, key.Value, cancellationToken);
        if (row is null || row.ExpiresAt <= time.GetUtcNow()) return default(KnownRequest?);
        if (!key.IsOf(row.RequestHash)) return new Refusal(Client.Contract.Reason.IdempotencyMismatch);
        return row is { Status: { } status, Body: { } body }
            ? new KnownRequest(new WireAnswer(status, body) { IsReplayed = true, DropsNote = row.NoteDropped })
            : new KnownRequest(null, row.WorkId, row.WorkId is null ? row.Body : null);
    }

    public Statement Take(long workspaceId, IdempotencyKey key, long workId) =>
        IdempotencyTable.Take(workspaceId, key, workId, time.GetUtcNow());

    public Statement Store(long workspaceId, IdempotencyKey key, WireAnswer answer) =>
        IdempotencyTable.Store(workspaceId, key, (answer.Status, answer.Body), (time.GetUtcNow(), Expiry));

    /// <summary>Keeps an answer with rows that can pass later: the same request goes on with them.</summary>
    public Statement KeepOpen(long workspaceId, IdempotencyKey key, WireAnswer answer) =>
        IdempotencyTable.Store(workspaceId, key, (null, answer.Body), (time.GetUtcNow(), Expiry));

    public Statement Answer(long workspaceId, long workId, WireAnswer answer) =>
        IdempotencyTable.Answer(workspaceId, workId, answer, Expiry);

    /// <summary>Deletes a portion of the keys whose time is over; returns how many.</summary>
    public Task<int> SweepAsync(CancellationToken cancellationToken) =>
        IdempotencyTable.SweepAsync(database, time.GetUtcNow(), cancellationToken);

    private DateTimeOffset Expiry => time.GetUtcNow() + options.Value.StoredAnswers;
}
