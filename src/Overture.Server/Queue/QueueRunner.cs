using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Queue;

/// <summary>
/// Moves one account's queue on: sends what is due, one after the other, as long as its limits allow, and says when to look again. Runs inside
/// a turn of the account's actor. It sends in no other way than a direct call does.
/// </summary>
internal sealed class QueueRunner(
    OperationStore operations, InviteFlow invites, CommitQueue commits, IOptions<QueueOptions> options, TimeProvider time)
{
    /// <summary>Others wait for the account's turn; what is left is due at the next look.</summary>
    private const int MostInATurn = 20;

    /// <returns>What the sends came to, for the actor; the last one ends the turn when the account cannot go on.</returns>
    public async Task<List<InviteResult>> RunAsync(ActingAccount account, CancellationToken cancellationToken)
    {
        var results = new List<InviteResult>();
        for (var moved = 0; moved < MostInATurn; moved++)
        {
            var now = time.GetUtcNow();
            var isBlocked = await IsBlockedAsync(account, cancellationToken);
            var head = isBlocked ? null : await operations.HeadAsync(account.Id, now, cancellationToken);
            if (head is null)
            {
                await LookAtAsync(account, await NextLookAsync(account, isBlocked, now, cancellationToken));
                return results;
            }

            var waitsForNote = WaitsForNote(account.Standing, head, now);
            if (waitsForNote is { } until)
            {
                // Passed by those behind it, without asking the platform for anything.
                if (!await CommitAsync(account, OperationStore.PutBack(head.Id, until, Reason.NoteQuota, now))) return results;
                continue;
            }

            if (SlotOf(account.Standing, head, now) is var slot && slot > now)
            {
                await LookAtAsync(account, slot);
                return results;
            }

            var result = await invites.RunAsync(account, CommandOf(head), head.Attempts, cancellationToken);
            results.Add(result);
            if (LookAfter(account.Standing.Policy, result, time.GetUtcNow()) is not { } look) continue;
            await LookAtAsync(account, look);
            return results;
        }

        return results;
    }

    /// <summary>Only its owner, an operator or an answer of people can set it going; the first two look at the queue anew.</summary>
    private async Task<bool> IsBlockedAsync(ActingAccount account, CancellationToken cancellationToken) =>
        account.InactiveReason is not null || account.Standing.Own?.Paused == true
        || await invites.IsStoppedAsync(account, cancellationToken)
        || await invites.HasTooManyPendingAsync(account, cancellationToken);

    private async Task<DateTimeOffset?> NextLookAsync(
        ActingAccount account, bool isBlocked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var notBefore = await operations.NextNotBeforeAsync(account.Id, cancellationToken);
        return notBefore is { } at && (isBlocked || at <= now) ? now + options.Value.BlockedPause : notBefore;
    }

    private static DateTimeOffset? WaitsForNote(Standing standing, OperationRow operation, DateTimeOffset now)
    {
        if (operation.Note is null || operation.NotePolicy == NotePolicy.Drop || !LimitGates.IsNoteClosed(standing, now)) return null;
        var without = standing.NextSlot(now, hasNote: false);
        var with = standing.NextSlot(now, hasNote: true);
        // Only when it is the note that holds it up; what holds up everything holds up the queue.
        return without is null ? null : with is null ? now + SendHistory.NoteWindow : with > without ? with : null;
    }

    private DateTimeOffset SlotOf(Standing standing, OperationRow operation, DateTimeOffset now)
    {
        var hasNote = operation.Note is not null && !(operation.NotePolicy == NotePolicy.Drop && LimitGates.IsNoteClosed(standing, now));
        return QueuePlan.NextAt(standing, now, hasNote) ?? now + options.Value.BlockedPause;
    }

    /// <summary>When to look again; null when the next one may follow at once.</summary>
    private DateTimeOffset? LookAfter(LimitsPolicy policy, InviteResult result, DateTimeOffset now)
    {
        if (result.IsFenced || result.IsStale || !result.IsWritten) return now + TimeSpan.FromSeconds(1);
        var refusal = result.Refusal ?? result.Outcome?.Refusal;
        if (refusal is not null && Reasons.Of(refusal.Reason).Scope is not (Scope.Person or Scope.Note or null))
            return refusal.RetryAt > now ? refusal.RetryAt : now + options.Value.BlockedPause;
        // Nothing has left, so no budget says when the next may. But the platform was asked, and must not be asked for a whole queue at once.
        return result.Outcome is null && policy.Gap > TimeSpan.Zero ? now + policy.Gap : null;
    }

    private Task<bool> LookAtAsync(ActingAccount account, DateTimeOffset? at) => CommitAsync(account, OperationStore.LookAt(account.Id, at));

    private async Task<bool> CommitAsync(ActingAccount account, Statement statement) =>
        (await commits.CompleteAsync(new CommitStep(account.Fence, statement))).IsCommitted;

    private static InviteCommand CommandOf(OperationRow operation) => new()
    {
        WorkspaceId = operation.WorkspaceId,
        ApiKeyId = operation.ApiKeyId,
        Slug = operation.Slug,
        MemberId = operation.MemberId,
        Note = operation.Note,
        NotePolicy = operation.NotePolicy,
        OverridesClaim = operation.OverridesClaim,
        OperationId = operation.Id,
        OperationPosition = operation.Position,
    };
}
