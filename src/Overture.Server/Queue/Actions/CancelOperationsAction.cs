using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Invitations.Sending;

namespace Overture.Server.Queue.Actions;

/// <summary>Cancels several operations, or everything that waits, in one step.</summary>
internal sealed class CancelOperationsAction(OperationRecords operations, TimeProvider time)
    : IAccountAction<CancelOperationsParams>
{
    private static readonly OperationState[] Waiting = [OperationState.Queued, OperationState.Held];

    public static ActionDescriptor Descriptor => QueueActions.CancelOperations;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<CancelOperationsParams> call, CancellationToken cancellationToken)
    {
        var named = call.Params.OperationIds;
        var found = await operations.FindAllAsync(
            account.Id, OperationSelection.IdsOf(named), Waiting, cancellationToken);
        var queued = found.Values.Where(operation => Waiting.Contains(operation.State)).ToList();
        var rows = named is null
            ? queued.ConvertAll(
                operation => new CancelOperationRow { OperationId = operation.Name, Status = CancelStatus.Cancelled })
            : [.. named.Select(name => RowOf(
                name, OperationSelection.Parse(name) is { } id ? found.GetValueOrDefault(id) : null))];
        var step = queued.Count == 0 ? null : account.Step();
        foreach (var operation in queued)
        {
            step!.Require(InviteGuards.Operation, OperationTable.Cancel(operation, time.GetUtcNow()))
                .Audit(CancelOperationAction.EntryOf(call.Envelope, operation));
        }

        var data = new CancelOperationsData
        {
            Cancelled = queued.Count,
            Refused = rows.Count(row => row.Status == CancelStatus.Refused),
            Rows = rows,
        };
        return AccountOutput.Of(data, step);
    }

    public int RowsOf(CancelOperationsParams parameters) => parameters.OperationIds?.Count ?? 1;

    public Refusal? FaultOf(CancelOperationsParams parameters) =>
        OperationSelection.FaultOf(parameters.OperationIds, parameters.All);

    // Asked again without a key, all would also take what was queued meanwhile.
    public bool IsRepeatable(Call<CancelOperationsParams> call) => call.Key is not null || call.Params.All != true;

    private static CancelOperationRow RowOf(string name, OperationRow? operation)
    {
        var refusal = operation switch
        {
            null => new Refusal(Reason.UnknownOperation),
            { State: OperationState.Queued or OperationState.Held or OperationState.Cancelled } => null,
            _ => CancelOperationAction.NotQueued(operation),
        };
        return new CancelOperationRow
        {
            OperationId = name,
            Status = refusal is not null ? CancelStatus.Refused
                : operation!.State == OperationState.Cancelled ? CancelStatus.AlreadyCancelled
                : CancelStatus.Cancelled,
            Reason = refusal?.Reason,
            Message = refusal?.Text,
        };
    }
}
