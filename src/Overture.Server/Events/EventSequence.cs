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
            .. events.Select(happened => RowOf((accountId, ++sequence), keys.Next(), happened, time.GetUtcNow())),
        ];
    }

    /// <summary>The first event of an account, for the transaction that adds the account.</summary>
    public static EventRow First(long accountId, long id, AccountEvent happened) =>
        RowOf((accountId, 1), id, happened, happened.OccurredAt);

    /// <summary>The event is durable.</summary>
    public void Appended(EventRow row) => _last = row.Sequence;

    /// <summary>Whether the last event is durable is not known.</summary>
    public void Forget() => _last = null;

    private static EventRow RowOf(
        (long AccountId, long Sequence) place, long id, AccountEvent happened, DateTimeOffset foundAt) => new()
        {
            AccountId = place.AccountId,
            Sequence = place.Sequence,
            Id = id,
            Type = happened.Type,
            OccurredAt = happened.OccurredAt,
            FoundAt = foundAt,
            Data = happened.Data is { Count: > 0 } data ? JsonSerializer.Serialize(data) : null,
        };
}
