using System.Text.Json;
using Overture.Server.Storage;

namespace Overture.Server.Events;

/// <summary>
/// The events of one account: gives each its number. What it remembers of the last number is a cache; after a commit
/// that may have failed it is forgotten and read again.
/// </summary>
internal sealed class EventSequence(long accountId, Database database, RowKeys keys, TimeProvider time)
{
    private long? _last;

    /// <summary>The rows that follow the last event. They count only with <see cref="Appended"/>.</summary>
    public async ValueTask<IReadOnlyList<EventRow>> NextAsync(
        IReadOnlyList<AccountEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0) return [];
        var sequence = _last ??= await EventTable.LastSequenceAsync(database, accountId, cancellationToken);
        return
        [
            .. events.Select(happened => new EventRow
            {
                AccountId = accountId,
                Sequence = ++sequence,
                Id = keys.Next(),
                Type = happened.Type,
                OccurredAt = happened.OccurredAt,
                FoundAt = time.GetUtcNow(),
                Data = happened.Data is { Count: > 0 } data ? JsonSerializer.Serialize(data) : null,
            }),
        ];
    }

    /// <summary>The event is durable.</summary>
    public void Appended(EventRow row) => _last = row.Sequence;

    /// <summary>Whether the last event is durable is not known.</summary>
    public void Forget() => _last = null;
}
