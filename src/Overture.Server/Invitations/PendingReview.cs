using Microsoft.Extensions.Options;
using Overture.Connectors;
using Overture.Server.Limits;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Invitations;

/// <summary>
/// Looks at an account's oldest pending invitations, those sent by hand among them, so that what was answered or withdrawn makes room in the
/// budget of pending ones. Done when that budget is used up, a few at a time: each look asks the platform.
/// </summary>
internal sealed class PendingReview(
    IConnector connector, LiveInvitations live, InvitationCommits commits, StandingStore standings, IOptions<InvitationOptions> options,
    TimeProvider time)
{
    private const int Most = 5;

    /// <summary>A caller that asks in a loop must not make the gateway ask the platform in a loop.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <returns>True when there is room now.</returns>
    public async Task<bool> MakesRoomAsync(ActingAccount account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (account.Standing.ReviewedAt is { } last && now - last < Pause) return false;
        account.Standing.ReviewedAt = now;
        foreach (var pending in await live.OldestPendingAsync(account.Id, Most, cancellationToken))
        {
            var read = await connector.ReadRelationshipAsync(account.Session, pending.PersonId, cancellationToken);
            if (!read.Succeeded(out var relationship, out var failure))
            {
                // What it says about the account holds, whoever asked.
                var refusal = UpstreamRefusal.Of(failure, options.Value, now);
                await commits.HeedAsync(account, UpstreamSignal.Of(failure, refusal, now), UpstreamRefusal.AccountLostBy(failure));
                break;
            }

            var absenceCounts = now - pending.LookedAt >= options.Value.AbsenceCountsAfter;
            if (!(await commits.ReviewAsync(account, pending, StateOf(relationship.Kind, absenceCounts))).IsCommitted) return false;
        }

        account.Standing.History = await standings.RecountAsync(account.Id, account.Standing.History, cancellationToken);
        return Budgets.Of(BudgetKind.Pending, account.Standing.Policy, account.Standing.History, now).Remaining > 0;
    }

    /// <summary>A read may lag behind a send of a moment ago: absence counts here, too, only when it has lasted.</summary>
    private static InvitationState StateOf(RelationshipKind kind, bool absenceCounts) => kind switch
    {
        RelationshipKind.Connected => InvitationState.Accepted,
        RelationshipKind.NotConnected or RelationshipKind.InvitationReceived =>
            absenceCounts ? InvitationState.Closed : InvitationState.Pending,
        RelationshipKind.InvitationSent or RelationshipKind.Self or RelationshipKind.Unknown => InvitationState.Pending,
    };
}

/// <summary>A pending invitation that is to be looked at.</summary>
/// <param name="PersonId">Who was invited.</param>
/// <param name="InvitationId">Ours; null when it was sent by hand.</param>
/// <param name="Number">The upstream's number, of one that was sent by hand.</param>
/// <param name="LookedAt">When it was sent or looked at last.</param>
internal sealed record PendingOne(string PersonId, string? InvitationId, long? Number, DateTimeOffset LookedAt);
