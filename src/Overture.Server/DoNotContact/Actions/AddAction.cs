using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.People;

namespace Overture.Server.DoNotContact.Actions;

/// <summary>Puts one person on the workspace's do-not-contact list.</summary>
internal sealed class AddAction(ListChanges changes) : IAccountAction<DoNotContactParams>
{
    public static ActionDescriptor Descriptor => DoNotContactActions.Add;

    public async Task<Result<AccountOutput>> RunAsync(
        AccountContext account, Call<DoNotContactParams> call, CancellationToken cancellationToken)
    {
        var entry = ListEntry.Of(PersonTarget.Read(call.Params)) with
        {
            Comment = string.IsNullOrWhiteSpace(call.Params.Comment) ? null : call.Params.Comment,
        };
        return OutputOf(await changes.AddAsync(account, call, [entry], cancellationToken));
    }

    public Refusal? FaultOf(DoNotContactParams parameters) => PersonTarget.Read(parameters).Refusal;

    /// <summary>The answer about the one person of a change.</summary>
    internal static Result<AccountOutput> OutputOf(ListChange change) => change.People[0].Refusal is { } refusal
        ? refusal
        : AccountOutput.Of(
            new DoNotContactData
            {
                Status = change.Statuses[0],
                ProfileUrn = PlatformUrn.OfProfile(change.People[0].MemberId!),
            },
            change.Step);
}
