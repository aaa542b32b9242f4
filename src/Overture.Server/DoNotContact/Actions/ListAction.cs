using Overture.Client.Contract;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.People;

namespace Overture.Server.DoNotContact.Actions;

/// <summary>Lists the workspace's do-not-contact list.</summary>
internal sealed class ListAction(DoNotContactLists lists) : IReadAction<DoNotContactListParams>
{
    private const int DefaultCount = 50;

    public static ActionDescriptor Descriptor => DoNotContactActions.List;

    public async Task<Result<ActionOutput>> ReadAsync(
        Call<DoNotContactListParams> call, CancellationToken cancellationToken)
    {
        var count = call.Params.Count ?? DefaultCount;
        var cursor = string.IsNullOrWhiteSpace(call.Params.Cursor) ? null : call.Params.Cursor;
        var page = await lists.PageAsync(call.WorkspaceId, cursor, count + 1, cancellationToken);
        var hasMore = page.Count > count;
        if (hasMore) page.RemoveAt(count);
        return ActionOutput.Of(new DoNotContactListData
        {
            Items = [.. page.Select(ItemOf)],
            NextCursor = hasMore ? page[^1].PersonId : null,
        });
    }

    private static DoNotContactItem ItemOf(DoNotContactRow row) => new()
    {
        ProfileUrn = PlatformUrn.OfProfile(row.PersonId),
        PublicIdentifier = row.PublicIdentifier,
        Comment = row.Comment,
        CreatedAt = row.CreatedAt,
    };
}
