using Microsoft.EntityFrameworkCore;
using Overture.Server.Audit;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.DoNotContact;

/// <summary>The list of the whole deployment, which only its operator changes.</summary>
internal sealed class ForbiddenPeople(Database database, OperatorCommit commit, TimeProvider time)
{
    /// <returns>False when the person is on the list already.</returns>
    public Task<bool> AddAsync(string memberId, string? comment, CancellationToken cancellationToken) => commit.RunAsync(
        async db =>
        {
            if (await OnList(db).AnyAsync(row => row.PersonId == memberId, cancellationToken)) return null;
            // A wish that is queued by slug is compared with the slug, which is known if anybody ever looked the person up.
            var slug = await db.People.Where(row => row.MemberId == memberId).Select(row => row.PublicIdentifier)
                .FirstOrDefaultAsync(cancellationToken);
            db.Add(new DoNotContactRow
            {
                List = DoNotContactRow.DeploymentList,
                PersonId = memberId,
                PublicIdentifier = (slug ?? memberId).ToLowerInvariant(),
                Comment = comment,
                CreatedAt = time.GetUtcNow(),
            });
            return new AuditEntry("forbid_person", Decisions.Added) { Person = memberId };
        },
        cancellationToken);

    /// <returns>False when the person is not on the list.</returns>
    public Task<bool> RemoveAsync(string memberId, CancellationToken cancellationToken) => commit.RunAsync(
        async db => await OnList(db).Where(row => row.PersonId == memberId).ExecuteDeleteAsync(cancellationToken) == 0
            ? null
            : new AuditEntry("allow_person", Decisions.Removed) { Person = memberId },
        cancellationToken);

    public async Task<List<DoNotContactRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await OnList(db).AsNoTracking().OrderBy(row => row.CreatedAt).ThenBy(row => row.PersonId).ToListAsync(cancellationToken);
    }

    private static IQueryable<DoNotContactRow> OnList(OvertureDb db) =>
        db.DoNotContact.Where(row => row.List == DoNotContactRow.DeploymentList);
}
