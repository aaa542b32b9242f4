using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.People;

namespace Overture.Server.DoNotContact.Actions;

/// <summary>Takes one person off the workspace's do-not-contact list.</summary>
internal sealed class RemoveAction(ListChanges changes) : IAccountAction<DoNotContactParams>
{
    public static ActionDescriptor Descriptor => DoNotContactActions.Remove;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<DoNotContactParams> call, CancellationToken cancellationToken)
    {
        var entry = ListEntry.Of(PersonTarget.Read(call.Params));
        return AddAction.OutputOf(await changes.RemoveAsync(account, call, entry, cancellationToken));
    }

    public Refusal? FaultOf(DoNotContactParams parameters) => parameters.Comment is null
        ? PersonTarget.Read(parameters).Refusal
        : new Refusal(
            Reason.UnknownParameter, $"\"comment\" is not known in params of {ActionNames.DoNotContactRemove}.");
}
