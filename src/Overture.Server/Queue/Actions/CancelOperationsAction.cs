using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Invitations.Sending;
using Overture.Server.Storage;

namespace Overture.Server.Queue.Actions;

/// <summary>Cancels several operations, or everything that waits, in one step.</summary>
internal sealed class CancelOperationsAction(OperationRecords operations, TimeProvider time)
    : IAccountAction<CancelOperationsParams>
{
    private const int MaxIdLength = 100;

    public static ActionDescriptor Descriptor => QueueActions.CancelOperations;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<CancelOperationsParams> call, CancellationToken cancellationToken)
    {
        var named = call.Params.OperationIds;
        var found = await operations.FindAllAsync(
            account.Id, named?.Select(Parse).OfType<long>().ToList(), cancellationToken);
        var queued = found.Values.Where(operation => operation.State == OperationState.Queued).ToList();
        var rows = named is null
            ? queued.ConvertAll(
                operation => new CancelOperationRow { OperationId = operation.Name, Status = CancelStatus.Cancelled })
            : [.. named.Select(name => RowOf(name, Parse(name) is { } id ? found.GetValueOrDefault(id) : null))];
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

    public Refusal? FaultOf(CancelOperationsParams parameters) => parameters switch
    {
        { OperationIds: null, All: not true } => new Refusal(
            Reason.MissingParameter, "operation_ids is required, unless all is true."),
        { OperationIds: not null, All: true } => new Refusal(
            Reason.InvalidParameter, "operation_ids and all exclude each other."),
        { OperationIds: { } ids } when ids.Any(id => id is null or { Length: 0 or > MaxIdLength }) => new Refusal(
            Reason.InvalidParameter, $"Each of operation_ids must have 1 to {MaxIdLength} characters."),
        _ => null,
    };

    // Asked again without a key, all would also take what was queued meanwhile.
    public bool IsRepeatable(Call<CancelOperationsParams> call) => call.Key is not null || call.Params.All != true;

    private static long? Parse(string name) => RowKey.Parse(RowKind.Operation, name);

    private static CancelOperationRow RowOf(string name, OperationRow? operation)
    {
        var refusal = operation switch
        {
            null => new Refusal(Reason.UnknownOperation),
            { State: OperationState.Queued or OperationState.Cancelled } => null,
            _ => CancelOperationAction.NotQueued(operation),
        };
        return new CancelOperationRow
        {
            OperationId = name,
            Status = refusal is not null ? CancelStatus.Refused
                : operation!.State == OperationState.Queued ? CancelStatus.Cancelled
                : CancelStatus.AlreadyCancelled,
            Reason = refusal?.Reason,
            Message = refusal?.Text,
        };
    }
}
