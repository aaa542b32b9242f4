using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Credits;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.People;
using Overture.Server.Storage;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations.Sending;

/// <summary>Why an intent was not committed.</summary>
/// <param name="Gate">The gate that its guard stands for; null when the refusal is about no gate.</param>
/// <param name="Refusal">The refusal.</param>
/// <param name="Lists">The lists, when one of them refused.</param>
/// <param name="IsUncertain">True when the store failed to say whether it took the intent.</param>
internal sealed record UnmetIntent(
    GateName? Gate, Refusal Refusal, InviteCheck? Lists = null, bool IsUncertain = false);

/// <summary>Makes the intent of an invitation durable.</summary>
internal sealed class InviteIntent(
    InvitationSteps steps, InviteGates gates, InvitationRecords invitations, RowKeys keys, Instruments instruments,
    InviteTerms terms)
{
    /// <summary>So often an intent is tried while others that stand in its way come and go.</summary>
    private const int MaxIntents = 3;

    public InvitationRow RowOf(InviteCheck check, PersonRow person)
    {
        var id = keys.Next();
        return new InvitationRow
        {
            AccountId = check.Account.Id,
            Id = id,
            WorkspaceId = check.Account.WorkspaceId,
            PersonId = person.MemberId,
            ApiKeyId = check.Origin!.ApiKeyId,
            State = InvitationState.Sending,
            Live = true,
            Note = check.Limits.DropsNote ? null : check.Request.Note,
            NoteDropped = check.Limits.DropsNote,
            OverriddenClaim = check.OverriddenClaim?.AccountId,
            OperationId = check.Origin.Operation?.Id,
            Price = terms.Price,
            UpdatedAt = RowKeys.TimeOf(id),
        };
    }

    /// <summary>
    /// The last moment at which the send may begin. A later check counts an absence from the intent on, so what would
    /// begin late must not begin at all, and the platform must have time left to finish what we stop waiting for.
    /// </summary>
    public DateTimeOffset LatestSend(AccountContext account, InvitationRow invitation) =>
        invitation.CreatedAt + ((terms.Invitations.AbsenceCountsAfter - account.Upstream.LongestSend) / 2);

    /// <returns>Null when the intent is durable, otherwise why it is not.</returns>
    public async Task<UnmetIntent?> CommitAsync(
        InviteCheck check, InvitationRow invitation, PersonRow person, CancellationToken cancellationToken)
    {
        var intent = await CommitAsync(check, invitation, person, closesPending: false);
        for (var attempt = 0; attempt < MaxIntents; attempt++)
        {
            if (intent.RefusedBy == InviteGuards.LiveInvitation)
            {
                var ours = await invitations.LiveAsync(check.Account.Id, person.MemberId, cancellationToken);
                if (ours?.Id == invitation.Id)
                {
                    // Its own row: the store had taken the intent already and only failed to say so.
                    InvitationSteps.Count(check.Account, invitation);
                    return null;
                }

                if (ours is not null && !ours.State.IsSent()) return await StillUnknownAsync(ours, cancellationToken);
                intent = await CommitAsync(check, invitation, person, closesPending: ours is not null);
                await check.Account.Part<AccountLimitState>().RecountAsync(cancellationToken);
            }
            else if (intent.RefusedBy == InviteGuards.Listed || intent.RefusedBy == InviteGuards.Claimed)
            {
                var lists = await gates.EvaluateListsAsync(check, cancellationToken);
                if (lists.Refusal is { } listed) return new UnmetIntent(null, listed, lists);
                // It was a teammate's whose own intent came to nothing a moment ago.
                intent = await CommitAsync(check, invitation, person, closesPending: false);
            }
            else
            {
                break;
            }
        }

        return intent.IsCommitted ? null : UnmetOf(intent);
    }

    private async Task<StepResult> CommitAsync(
        InviteCheck check, InvitationRow invitation, PersonRow person, bool closesPending)
    {
        using var stage = instruments.Begin(Stage.CommitIntent, check.Account.Name, check.Account.WorkspaceName);
        return await check.Account.CommitAsync(steps.Intent(check, invitation, person, closesPending));
    }

    private UnmetIntent UnmetOf(StepResult intent)
    {
        var refusal = intent.Refusal(terms.Now);
        GateName? gate = intent.RefusedBy switch
        {
            var guard when guard == InviteGuards.Paused => GateName.Account,
            var guard when guard == Ledger.Balance => GateName.Credits,
            var guard when guard == InviteGuards.LiveInvitation || guard == InviteGuards.LastingAbsence =>
                GateName.Relationship,
            var guard when guard == InviteGuards.Listed => GateName.DoNotContact,
            var guard when guard == InviteGuards.Claimed => GateName.Claim,
            _ => null,
        };
        return new UnmetIntent(gate, refusal, IsUncertain: intent.IsUncertain);
    }

    private async Task<UnmetIntent> StillUnknownAsync(InvitationRow ours, CancellationToken cancellationToken)
    {
        var now = terms.Now;
        var unresolved = await invitations.UnresolvedAsync(ours.AccountId, ours.Id, cancellationToken);
        return new UnmetIntent(GateName.Relationship, new Refusal(
            Reason.OutcomeUnknown,
            "An earlier invitation to this person left, and its outcome is not known yet; nothing was sent now.")
        {
            RetryAt = unresolved?.NextCheckAt > now ? unresolved.NextCheckAt : now + terms.Invitations.FirstCheckAfter,
        });
    }
}
