using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;

namespace Overture.Server.DoNotContact;

/// <summary>Reads the do-not-contact lists: a workspace's own and the deployment's.</summary>
internal sealed class DoNotContactLists(Database database)
{
    /// <summary>
    /// The entry that covers a person in a workspace; the deployment's comes first. Null when none does.
    /// </summary>
    public async Task<DoNotContactRow?> FindAsync(
        long workspaceId, string personId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<DoNotContactRow>().AsNoTracking()
            .Where(row => row.PersonId == personId
                && (row.List == workspaceId || row.List == DoNotContactRow.DeploymentList))
            .OrderBy(row => row.List == DoNotContactRow.DeploymentList ? 0 : 1)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Which of these people are on a list of a workspace, by their keys. A person who is only known by a slug is
    /// compared with the slug under which the entry was added.
    /// </summary>
    public async Task<Dictionary<string, DoNotContactRow>> FindAllAsync(
        long workspaceId, IReadOnlyCollection<string> people, CancellationToken cancellationToken)
    {
        long[] lists = [workspaceId, DoNotContactRow.DeploymentList];
        var slugs = people.Where(PersonKey.IsSlug).Select(PersonKey.SlugOf).ToList();
        var members = people.Where(person => !PersonKey.IsSlug(person)).ToList();
        await using var db = database.Open();
        var rows = await db.Set<DoNotContactRow>().AsNoTracking()
            .Where(row => lists.Contains(row.List)
                && (members.Contains(row.PersonId) || slugs.Contains(row.PublicIdentifier)))
            .ToListAsync(cancellationToken);
        var found = new Dictionary<string, DoNotContactRow>(StringComparer.Ordinal);
        // The deployment's last, so that it is the one that is named.
        foreach (var row in rows.OrderBy(row => row.List == DoNotContactRow.DeploymentList))
        {
            found[row.PersonId] = row;
            found[PersonKey.OfSlug(row.PublicIdentifier)] = row;
        }

        return found;
    }

    /// <summary>The members of a workspace's own list among these, by slug.</summary>
    public async Task<Dictionary<string, string>> MembersBySlugAsync(
        long workspaceId, IReadOnlyCollection<string> slugs, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.Set<DoNotContactRow>().AsNoTracking()
            .Where(row => row.List == workspaceId && slugs.Contains(row.PublicIdentifier))
            .Select(row => new { row.PublicIdentifier, row.PersonId }).ToListAsync(cancellationToken);
        return rows.DistinctBy(row => row.PublicIdentifier)
            .ToDictionary(row => row.PublicIdentifier, row => row.PersonId, StringComparer.Ordinal);
    }

    /// <summary>Which of these members are on a workspace's own list.</summary>
    public async Task<HashSet<string>> ListedAsync(
        long workspaceId, IReadOnlyCollection<string> members, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<DoNotContactRow>().Where(row => row.List == workspaceId && members.Contains(row.PersonId))
            .Select(row => row.PersonId).ToHashSetAsync(cancellationToken);
    }

    /// <summary>A page of one list, behind the member named.</summary>
    public async Task<List<DoNotContactRow>> PageAsync(
        long list, string? after, int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await DoNotContactTable.PageAsync(db, list, after, count, cancellationToken);
    }

    /// <summary>How many people are on a workspace's own list.</summary>
    public async Task<int> CountAsync(long workspaceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<DoNotContactRow>().CountAsync(row => row.List == workspaceId, cancellationToken);
    }
}
