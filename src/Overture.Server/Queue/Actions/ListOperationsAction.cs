using Overture.Client.Contract;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Queue.Actions;

/// <summary>Lists the account's operations, in the order of its queue.</summary>
internal sealed class ListOperationsAction(
    OperationRecords operations, OperationAnswers answers) : IReadAction<ListOperationsParams>
{
    private const int DefaultCount = 50;

    public static ActionDescriptor Descriptor => QueueActions.ListOperations;

    public async Task<Result<ActionOutput>> ReadAsync(
        Call<ListOperationsParams> call, CancellationToken cancellationToken)
    {
        var count = call.Params.Count ?? DefaultCount;
        var cursor = string.IsNullOrWhiteSpace(call.Params.Cursor) ? null : call.Params.Cursor;
        var after = cursor is null ? 0 : RowKey.Parse(RowKind.Operation, cursor);
        if (after is null) return Refusal.Invalid("cursor must be the next_cursor of an earlier page.");
        var page = await operations.PageAsync(
            call.AccountId, StateOf(call.Params.Status), after.Value, count + 1, cancellationToken);
        var hasMore = page.Count > count;
        if (hasMore) page.RemoveAt(count);
        return ActionOutput.Of(new OperationsData
        {
            Items = await answers.OfAsync(call.WorkspaceId, call.AccountId, page, cancellationToken),
            NextCursor = hasMore ? page[^1].Name : null,
        });
    }

    private static OperationState? StateOf(OperationStatus? status) => status is null
        ? null
        : Enum.GetValues<OperationState>().First(state => OperationAnswers.StatusOf(state) == status);
}
