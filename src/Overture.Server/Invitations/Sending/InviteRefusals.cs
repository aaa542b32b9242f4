using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Invitations.Resolving;

namespace Overture.Server.Invitations.Sending;

/// <summary>
/// Makes a refusal durable before the caller hears it: its audit row, and what it does to the operation that asked.
/// </summary>
internal sealed class InviteRefusals(
    InvitationSteps steps, InvitationOutcomes outcomes, InvitationRecords invitations, PendingReview review,
    TimeProvider time)
{
    /// <summary>Whether the request is to wait in the queue until a note may be sent.</summary>
    public static bool WaitsForNote(InviteCheck check) => check is
    {
        Request: { NotePolicy: NotePolicy.Wait, Note: not null }, Origin.Operation: null,
    };

    public Task<bool> MakesRoomAsync(AccountContext account, CancellationToken cancellationToken) =>
        review.MakesRoomAsync(account, cancellationToken);

    public async Task<InviteResult> RefuseAsync(InviteCheck check, CancellationToken cancellationToken)
    {
        var refusal = check.Refusal!;
        if (refusal.Reason == Reason.NoteQuota && WaitsForNote(check))
        {
            return InviteResult.Refused(refusal) with { WaitsForNote = true };
        }

        var external = await SentByHandAsync(check, cancellationToken);
        var result = await check.Account.CommitAsync(steps.Refusal(check, external));
        return InviteResult.Refused(result.IsCommitted ? refusal : result.Refusal(time.GetUtcNow()));
    }

    /// <summary>What a guard of the intent says is a rule like any other, and is written down like one.</summary>
    public async Task<InviteResult> RefuseAsync(
        UnmetIntent unmet, InviteCheck check, InvitationRow invitation, CancellationToken cancellationToken)
    {
        if (unmet.IsUncertain) return await TakeBackAsync(unmet, check, invitation);
        if (unmet.Lists is { } lists) return await RefuseAsync(lists, cancellationToken);
        return unmet.Gate is { } gate
            ? await RefuseAsync(check.RefusedBy(gate, unmet.Refusal), cancellationToken)
            : InviteResult.Refused(unmet.Refusal);
    }

    /// <summary>
    /// The store failed to say whether it took the intent. Nothing has left, so if it did, the intent is taken back at
    /// once; if that fails as well, the resolver finds it.
    /// </summary>
    private async Task<InviteResult> TakeBackAsync(UnmetIntent unmet, InviteCheck check, InvitationRow invitation)
    {
        await outcomes.TakeBackAsync(check, invitation, unmet.Refusal);
        return InviteResult.Refused(unmet.Refusal);
    }

    /// <summary>A pending invitation that is not ours was sent by hand; it counts from now on.</summary>
    private async Task<ExternalInvitationRow?> SentByHandAsync(InviteCheck check, CancellationToken cancellationToken)
    {
        if (check is not
            { Relationship: { Kind: RelationshipKind.InvitationSent, InvitationId: { } number }, Person: { } person })
        {
            return null;
        }

        if (await invitations.IsKnownAsync(check.Account.Id, person.MemberId, number, cancellationToken)) return null;
        var now = time.GetUtcNow();
        return new ExternalInvitationRow
        {
            AccountId = check.Account.Id,
            Number = number,
            PersonId = person.MemberId,
            SeenAt = now,
            PolledAt = now,
        };
    }
}
