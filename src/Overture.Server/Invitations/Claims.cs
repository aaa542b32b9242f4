using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Invitations;

/// <summary>
/// Who of a workspace is at work on a person. A claim is not a row of its own: an invitation that an account has sent, or a wish in its
/// queue, is one. The intent checks the same in its transaction, where two accounts cannot pass each other.
/// </summary>
internal sealed class Claims(Database database, IOptions<InvitationOptions> options, TimeProvider time)
{
    private static readonly InvitationState[] Free = [InvitationState.Refused, InvitationState.NotSent];

    private static readonly OperationState[] Open = [OperationState.Queued, OperationState.Running];

    /// <summary>Invitations that began later claim their person.</summary>
    public DateTimeOffset Since => options.Value.ClaimsHold ? time.GetUtcNow() - options.Value.ClaimFor : DateTimeOffset.MaxValue;

    /// <summary>How an operation names somebody of whom only the slug is known.</summary>
    public static string WhoIs(string slug) => $"slug:{slug.ToLowerInvariant()}";

    /// <param name="workspaceId">The workspace.</param>
    /// <param name="accountId">The account that asks.</param>
    /// <param name="personId">Member id of the person.</param>
    /// <param name="slug">The person's slug, under which another may have queued them.</param>
    /// <param name="before">The place of the operation that asks: those behind it claim nobody from it. Null when it is none.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<Claim?> FindAsync(
        string workspaceId, string accountId, string personId, string slug, long? before, CancellationToken cancellationToken)
    {
        if (!options.Value.ClaimsHold) return null;
        await using var db = database.Open();
        var since = Since;
        var invitation = await db.Invitations.AsNoTracking()
            .Where(row => row.PersonId == personId && row.WorkspaceId == workspaceId && row.AccountId != accountId
                && row.CreatedAt > since && !Free.Contains(row.State))
            .OrderByDescending(row => row.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        if (invitation is not null) return new Claim(invitation.AccountId, invitation.CreatedAt + options.Value.ClaimFor);
        var (who, place) = (WhoIs(slug), before ?? long.MaxValue);
        var operation = await db.Operations.AsNoTracking()
            .Where(row => (row.Who == personId || row.Who == who) && row.Position < place && row.WorkspaceId == workspaceId && row.AccountId != accountId && Open.Contains(row.State))
            .OrderBy(row => row.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        return operation is null ? null : new Claim(operation.AccountId, null);
    }

    /// <summary>Which of these people, by member id, another account of the workspace has invited.</summary>
    public async Task<Dictionary<string, Claim>> FindAllAsync(
        string workspaceId, string accountId, IReadOnlyCollection<string> people, CancellationToken cancellationToken)
    {
        var since = Since;
        await using var db = database.Open();
        var rows = await db.Invitations.AsNoTracking()
            .Where(row => people.Contains(row.PersonId) && row.WorkspaceId == workspaceId && row.AccountId != accountId
                && row.CreatedAt > since && !Free.Contains(row.State))
            .Select(row => new { row.PersonId, row.AccountId, row.CreatedAt }).ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.PersonId).Select(group => group.MaxBy(row => row.CreatedAt)!)
            .ToDictionary(row => row.PersonId, row => new Claim(row.AccountId, row.CreatedAt + options.Value.ClaimFor), StringComparer.Ordinal);
    }
}
