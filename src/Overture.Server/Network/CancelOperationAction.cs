using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Queue;

namespace Overture.Server.Network;

/// <summary>Takes a queued wish back.</summary>
internal sealed class CancelOperationAction(ActorCall actor, QueueAnswers answers) : INetworkAction
{
    public string Name => ActionNames.CancelOperation;

    public Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken)
    {
        var reader = new ParamReader(call.Params, "params of cancel_operation", GetOperationAction.OperationId);
        var id = reader.RequiredText(GetOperationAction.OperationId, 100);
        if (reader.Refusal is { } refusal) return Task.FromResult(answers.Refused(Name, call.AccountId, refusal));
        var command = new OperationCommand(call.Caller.WorkspaceId, call.Caller.ApiKeyId, id, call.IdempotencyKey);
        return actor.AskAsync(Name, call.AccountId, mayRepeat: true, account => account.Cancel(command), cancellationToken);
    }
}
