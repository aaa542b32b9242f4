using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.DoNotContact;

/// <summary>Reads the do-not-contact lists: a workspace's own and the deployment's.</summary>
internal sealed class DoNotContactLists(Database database)
{
    /// <summary>The entry that forbids a person to a workspace; the deployment's comes first. Null when none does.</summary>
    public async Task<DoNotContactRow?> FindAsync(string workspaceId, string personId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.DoNotContact.AsNoTracking()
            .Where(row => row.PersonId == personId && (row.List == workspaceId || row.List == DoNotContactRow.DeploymentList))
            .OrderBy(row => row.List == DoNotContactRow.DeploymentList ? 0 : 1)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// Which of these people are forbidden to a workspace. Who is only known by a slug (<c>slug:…</c>) is compared with the slug under which
    /// the person was added.
    /// </summary>
    public async Task<Dictionary<string, DoNotContactRow>> FindAllAsync(
        string workspaceId, IReadOnlyCollection<string> people, CancellationToken cancellationToken)
    {
        const string Slug = "slug:";
        string[] lists = [workspaceId, DoNotContactRow.DeploymentList];
        var slugs = people.Where(person => person.StartsWith(Slug, StringComparison.Ordinal)).Select(person => person[Slug.Length..]).ToList();
        await using var db = database.Open();
        var rows = await db.DoNotContact.AsNoTracking()
            .Where(row => lists.Contains(row.List) && (people.Contains(row.PersonId) || slugs.Contains(row.PublicIdentifier)))
            .ToListAsync(cancellationToken);
        var found = new Dictionary<string, DoNotContactRow>(StringComparer.Ordinal);
        // The deployment's last, so that it is the one that is named.
        foreach (var row in rows.OrderBy(row => row.List == DoNotContactRow.DeploymentList)) (found[row.PersonId], found[$"{Slug}{row.PublicIdentifier}"]) = (row, row);
        return found;
    }

    /// <summary>A page of one list, by member id, behind the one named.</summary>
    public async Task<List<DoNotContactRow>> PageAsync(string list, string? after, int count, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = db.DoNotContact.AsNoTracking().Where(row => row.List == list);
        if (after is not null) rows = rows.Where(row => row.PersonId.CompareTo(after) > 0);
        return await rows.OrderBy(row => row.PersonId).Take(count).ToListAsync(cancellationToken);
    }
}
