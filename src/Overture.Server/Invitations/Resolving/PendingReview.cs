using Microsoft.Extensions.Options;
using Overture.Connectors;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Limits;

namespace Overture.Server.Invitations.Resolving;

/// <summary>
/// Polls an account's oldest pending invitations, those sent by hand among them, so that what was answered or withdrawn
/// makes room in the budget of pending ones. Done when that budget is used up, a few at a time: each poll asks the
/// platform.
/// </summary>
internal sealed class PendingReview(
    InvitationRecords invitations, IOptions<InvitationOptions> options, TimeProvider time)
{
    private const int MaxPolls = 5;

    /// <summary>A caller that asks in a loop must not make the gateway ask the platform in a loop.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <returns>True when there is room now.</returns>
    public async Task<bool> MakesRoomAsync(AccountContext account, CancellationToken cancellationToken)
    {
        var (limits, now) = (account.Part<AccountLimitState>(), time.GetUtcNow());
        if (limits.ReviewedAt is { } last && now - last < Pause) return false;
        limits.ReviewedAt = now;
        foreach (var pending in await invitations.OldestPendingAsync(account.Id, MaxPolls, cancellationToken))
        {
            var read = await account.Upstream.ReadRelationshipAsync(
                pending.PersonId, ReadPurpose.Request, cancellationToken);
            if (!read.Succeeded(out var relationship, out _)) break;
            var absenceCounts = now - pending.PolledAt >= options.Value.AbsenceCountsAfter;
            var step = StepOf(account, pending, StateOf(relationship.Kind, absenceCounts), now);
            if (!(await account.CompleteAsync(step)).IsCommitted) return false;
        }

        await limits.RecountAsync(cancellationToken);
        return Budgets.Of(BudgetKind.Pending, limits.Policy, limits.History, now).Remaining > 0;
    }

    private static AccountStep StepOf(
        AccountContext account, PendingInvitation pending, InvitationState state, DateTimeOffset now) =>
        account.Step().Write(pending.InvitationId is { } id ? InvitationTable.Polled(account.Id, id, state, now)
            : state == InvitationState.Pending ? ExternalInvitationTable.Poll(account.Id, pending.Number!.Value, now)
            : ExternalInvitationTable.Forget(account.Id, pending.PersonId));

    /// <summary>A read may lag behind a send of a moment ago: absence counts only when it has lasted.</summary>
    private static InvitationState StateOf(RelationshipKind kind, bool absenceCounts) => kind switch
    {
        RelationshipKind.Connected => InvitationState.Accepted,
        RelationshipKind.NotConnected or RelationshipKind.InvitationReceived =>
            absenceCounts ? InvitationState.DeclinedOrExpired : InvitationState.Pending,
        RelationshipKind.InvitationSent or RelationshipKind.Self or RelationshipKind.Unknown => InvitationState.Pending,
    };
}
