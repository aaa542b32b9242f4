using Overture.Client.Contract;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Queue.Actions;

/// <summary>Reads one operation of the account's queue.</summary>
internal sealed class GetOperationAction(
    OperationRecords operations, OperationAnswers answers) : IReadAction<OperationParams>
{
    public static ActionDescriptor Descriptor => QueueActions.GetOperation;

    public async Task<Result<ActionOutput>> ReadAsync(Call<OperationParams> call, CancellationToken cancellationToken)
    {
        var operation = RowKey.Parse(RowKind.Operation, call.Params.OperationId) is { } id
            ? await operations.FindAsync(call.AccountId, id, cancellationToken)
            : null;
        if (operation is null) return new Refusal(Reason.UnknownOperation);
        var data = await answers.OfAsync(call.WorkspaceId, call.AccountId, [operation], cancellationToken);
        return ActionOutput.Of(data[0]);
    }
}
