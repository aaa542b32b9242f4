using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Queue;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Network;

/// <summary>Reads one operation of an account's queue.</summary>
internal sealed class GetOperationAction(ActorCall actor, OperationStore operations, QueueAnswers answers) : INetworkAction
{
    internal const string OperationId = "operation_id";

    public string Name => ActionNames.GetOperation;

    public async Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken)
    {
        var reader = new ParamReader(call.Params, "params of get_operation", OperationId);
        var id = reader.RequiredText(OperationId, 100);
        if (reader.Refusal is { } refusal) return answers.Refused(Name, call.AccountId, refusal);
        var operation = await operations.FindAsync(call.AccountId, id, cancellationToken);
        if (operation is null) return answers.Refused(Name, call.AccountId, new Refusal(Reason.UnknownOperation));
        var scheduledFor = operation.State == OperationState.Queued
            ? (await actor.QueueTimesAsync(call.AccountId))?.Of(id) ?? operation.NotBefore
            : (DateTimeOffset?)null;
        var numbers = await operations.NumbersAsync([operation], cancellationToken);
        return answers.Operation(
            Name, operation, scheduledFor,
            operation.InvitationId is { } invitation && numbers.TryGetValue(invitation, out var number) ? number : null);
    }
}
