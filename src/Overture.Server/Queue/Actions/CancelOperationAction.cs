using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Audit;
using Overture.Server.Http;
using Overture.Server.Invitations.Sending;
using Overture.Server.Storage;

namespace Overture.Server.Queue.Actions;

/// <summary>Cancels a queued operation.</summary>
internal sealed class CancelOperationAction(
    OperationRecords operations, TimeProvider time) : IAccountAction<OperationParams>
{
    public static ActionDescriptor Descriptor => QueueActions.CancelOperation;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<OperationParams> call, CancellationToken cancellationToken)
    {
        var operation = RowKey.Parse(RowKind.Operation, call.Params.OperationId) is { } id
            ? await operations.FindAsync(account.Id, id, cancellationToken)
            : null;
        if (operation is null) return new Refusal(Reason.UnknownOperation);
        if (operation.State == OperationState.Cancelled) return AccountOutput.Of(OperationAnswers.Of(operation));
        if (operation.State is not (OperationState.Queued or OperationState.Held)) return NotQueued(operation);
        var now = time.GetUtcNow();
        var step = account.Step()
            .Require(InviteGuards.Operation, OperationTable.Cancel(operation, now))
            .Audit(EntryOf(call.Envelope, operation));
        return AccountOutput.Of(
            OperationAnswers.Of(operation with { State = OperationState.Cancelled, UpdatedAt = now }), step);
    }

    /// <summary>The refusal of an operation that waits no more.</summary>
    internal static Refusal NotQueued(OperationRow operation) => new(Reason.OperationNotQueued)
    {
        Details = new Dictionary<string, string> { ["status"] = EnumNames.Of(operation.State) },
    };

    internal static AuditEntry EntryOf(
        ActionCall call, OperationRow operation) => new(call.Action, AuditDecision.Cancelled)
        {
            ApiKeyId = call.ApiKeyId,
            Person = operation.PersonKey,
            OperationId = operation.Id,
        };
}
