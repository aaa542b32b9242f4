using Overture.Server.Growth;

namespace Overture.Server.DoNotContact;

/// <summary>Counts the people on a workspace's do-not-contact list.</summary>
internal sealed class ListedCount(DoNotContactLists lists) : ICapped
{
    public Cap Cap => Cap.DoNotContact;

    public Task<int> CountAsync(long workspaceId, CancellationToken cancellationToken) =>
        lists.CountAsync(workspaceId, cancellationToken);
}
