using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Actions;

/// <summary>Runs an action that only reads.</summary>
internal sealed class ReadActionBinding<TParams>(
    ActionDescriptor descriptor, IReadAction<TParams> action, TimeProvider time)
    : ActionBinding<TParams>(descriptor)
    where TParams : class
{
    public override async Task<WireAnswer> RunAsync(ActionCall call, CancellationToken cancellationToken)
    {
        var result = await action.ReadAsync(CallOf(call), cancellationToken);
        return result.Succeeded(out var output, out var refusal)
            ? output.Render(Answers.Free(time, call.Action, call.AccountName))
            : call.Refuse(refusal, time);
    }
}
