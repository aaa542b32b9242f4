using Overture.Client.Contract;
using Overture.Server.DoNotContact;
using Overture.Server.Http;

namespace Overture.Server.Network;

/// <summary>Lists the workspace's do-not-contact list, by member id.</summary>
internal sealed class DoNotContactListAction(DoNotContactLists lists, DoNotContactAnswers answers) : INetworkAction
{
    public string Name => ActionNames.DoNotContactList;

    public async Task<WireAnswer> RunAsync(NetworkCall call, CancellationToken cancellationToken)
    {
        var reader = new ParamReader(call.Params, "params of do_not_contact_list", "count", "cursor");
        var count = reader.Number("count", 1, ListOperationsAction.MostCount) ?? ListOperationsAction.DefaultCount;
        var cursor = reader.Text("cursor", 200);
        if (reader.Refusal is { } refusal) return answers.Refused(Name, call.AccountId, refusal);
        var page = await lists.PageAsync(
            call.Caller.WorkspaceId, string.IsNullOrWhiteSpace(cursor) ? null : cursor, count + 1, cancellationToken);
        var hasMore = page.Count > count;
        if (hasMore) page.RemoveAt(count);
        return answers.List(call.AccountId, page, hasMore ? page[^1].PersonId : null);
    }
}
