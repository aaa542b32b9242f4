using Microsoft.EntityFrameworkCore;
using Overture.Server.Audit;
using Overture.Server.People;
using Overture.Server.Storage;

namespace Overture.Server.DoNotContact;

/// <summary>The do-not-contact list of the whole deployment, which only its operator changes.</summary>
internal sealed class DeploymentDoNotContact(Database database, OperatorCommit commit, TimeProvider time)
{
    /// <returns>False when the person is on the list already.</returns>
    public Task<bool> AddAsync(string memberId, string? comment, CancellationToken cancellationToken) =>
        commit.RunAsync(
            async db =>
            {
                if (await OnList(db).AnyAsync(row => row.PersonId == memberId, cancellationToken)) return null;
                // What is queued by slug is compared with the slug, which is known if the person was ever seen.
                var slug = await PeopleTable.SlugOfAsync(db, memberId, cancellationToken);
                db.Add(new DoNotContactRow
                {
                    List = DoNotContactRow.DeploymentList,
                    PersonId = memberId,
                    PublicIdentifier = (slug ?? memberId).ToLowerInvariant(),
                    Comment = comment,
                    CreatedAt = time.GetUtcNow(),
                });
                return new AuditEntry("add_deployment_do_not_contact", AuditDecision.Added) { Person = memberId };
            },
            cancellationToken);

    /// <returns>False when the person is not on the list.</returns>
    public Task<bool> RemoveAsync(string memberId, CancellationToken cancellationToken) => commit.RunAsync(
        async db => await OnList(db).Where(row => row.PersonId == memberId).ExecuteDeleteAsync(cancellationToken) == 0
            ? null
            : new AuditEntry("remove_deployment_do_not_contact", AuditDecision.Removed) { Person = memberId },
        cancellationToken);

    public async Task<List<DoNotContactRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await OnList(db).AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
    }

    private static IQueryable<DoNotContactRow> OnList(OvertureDb db) =>
        db.Set<DoNotContactRow>().Where(row => row.List == DoNotContactRow.DeploymentList);
}
