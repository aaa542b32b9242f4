using Microsoft.Extensions.Options;

namespace Overture.Server.Invitations;

/// <summary>
/// Which account of a workspace is contacting a person. A claim is not a row of its own: an invitation that an account
/// has sent, or an operation in its queue, is one. The intent checks the same in its transaction.
/// </summary>
internal sealed class Claims(
    InvitationRecords invitations, IInvitationQueue queue, IOptions<InvitationOptions> options, TimeProvider time)
{
    public bool AreEnabled => options.Value.ClaimsEnabled;

    /// <summary>Invitations that began later claim their person.</summary>
    public DateTimeOffset Since => time.GetUtcNow() - options.Value.ClaimDuration;

    /// <param name="whose">The workspace, and the account that asks.</param>
    /// <param name="person">The person's member id and slug, under which another account may have queued them.</param>
    /// <param name="before">
    /// The place of the operation that asks: those behind it claim no one from it. Null when the request is direct.
    /// </param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<Claim?> FindAsync(
        (long WorkspaceId, long AccountId) whose, (string MemberId, string Slug) person, long? before,
        CancellationToken cancellationToken)
    {
        if (!AreEnabled) return null;
        var sent = await invitations.ClaimsAsync(whose, [person.MemberId], Since, cancellationToken);
        if (sent is [var invitation]) return ClaimOf(invitation);
        return await queue.ClaimantAsync(
            whose, person, before, cancellationToken) is { } account ? new Claim(account, null) : null;
    }

    /// <summary>Which of these people, by their keys, another account of the workspace is contacting.</summary>
    public async Task<Dictionary<string, Claim>> FindAllAsync(
        (long WorkspaceId, long AccountId) whose, IReadOnlyCollection<string> people,
        CancellationToken cancellationToken)
    {
        if (!AreEnabled) return [];
        var queued = await queue.ClaimantsAsync(whose, people, cancellationToken);
        var claims = queued.ToDictionary(pair => pair.Key, pair => new Claim(pair.Value, null), StringComparer.Ordinal);
        foreach (var invitation in await invitations.ClaimsAsync(whose, people, Since, cancellationToken))
        {
            claims[invitation.PersonId] = ClaimOf(invitation);
        }

        return claims;
    }

    private Claim ClaimOf(InvitationRow invitation) =>
        new(invitation.AccountId, invitation.CreatedAt + options.Value.ClaimDuration);
}
