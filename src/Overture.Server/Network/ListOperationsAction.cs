using System.Collections.Frozen;
using System.Globalization;
using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Network;

/// <summary>Lists an account's operations, in the order of its queue.</summary>
internal sealed class ListOperationsAction(ActorCall actor, OperationStore operations, QueueAnswers answers) : INetworkAction
{
    internal const int DefaultCount = 50;
    internal const int MostCount = 500;

    private static readonly FrozenDictionary<string, OperationState> States =
        Enum.GetValues<OperationState>().ToFrozenDictionary(Words.Of, state => state);

    public string Name => ActionNames.ListOperations;

    public async Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken)
    {
        var reader = new ParamReader(call.Params, "params of list_operations", "status", "count", "cursor");
        var state = reader.Word("status", States);
        var count = reader.Number("count", 1, MostCount) ?? DefaultCount;
        var cursor = reader.Text("cursor", 200);
        if (reader.Refusal is { } refusal) return answers.Refused(Name, call.AccountId, refusal);
        var after = string.IsNullOrWhiteSpace(cursor) ? null : PlaceOf(cursor);
        if (!string.IsNullOrWhiteSpace(cursor) && after is null)
        {
            return answers.Refused(Name, call.AccountId, new Refusal(
                Reason.InvalidParameter, "cursor must be the next_cursor of an earlier page."));
        }

        var page = await operations.PageAsync(call.AccountId, state, after, count + 1, cancellationToken);
        var hasMore = page.Count > count;
        if (hasMore) page.RemoveAt(count);
        return answers.Operations(
            call.AccountId, await ItemsAsync(call.AccountId, page, cancellationToken), hasMore ? CursorOf(page[^1]) : null);
    }

    private async Task<List<OperationData>> ItemsAsync(string accountId, List<OperationRow> page, CancellationToken cancellationToken)
    {
        var numbers = await operations.NumbersAsync(page, cancellationToken);
        var times = page.Exists(row => row.State == OperationState.Queued) ? await actor.QueueTimesAsync(accountId) : null;
        return page.ConvertAll(row => QueueAnswers.DataOf(
            row,
            row.State == OperationState.Queued ? times?.Of(row.Id) ?? row.NotBefore : null,
            row.InvitationId is { } id && numbers.TryGetValue(id, out var number) ? number : null));
    }

    private static string CursorOf(OperationRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Position}.{row.Id}");

    private static (long Position, string Id)? PlaceOf(string cursor) =>
        cursor.Split('.', 2) is [var position, var id]
        && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? (place, id)
            : null;
}
