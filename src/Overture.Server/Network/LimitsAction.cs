using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Network;

/// <summary>Says what an account may do now.</summary>
internal sealed class LimitsAction(ActorCall actor, TimeProvider time) : INetworkAction
{
    public string Name => ActionNames.Limits;

    public Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken) =>
        new ParamReader(call.Params, "params of limits").Refusal is { } refusal
            ? Task.FromResult(Answers.Refused(refusal, AnswerResult.Free(time, Name, call.AccountId)))
            : actor.AskAsync(
                Name, call.AccountId, mayRepeat: true, account => account.Limits(call.Caller.WorkspaceId), cancellationToken);
}
