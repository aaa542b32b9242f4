using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Audit;
using Overture.Server.Http;
using Overture.Server.Invitations.Sending;
using Overture.Server.Limits;
using Overture.Server.Workspaces;

namespace Overture.Server.Queue;

/// <summary>
/// Moves one account's queue on: sends what is due, one after the other, as long as the account's limits allow, and
/// says when to go on. It sends as a direct call does.
/// </summary>
internal sealed class QueueRunner(
    OperationRecords operations, InviteSender sender, InviteRefusals refusals, IssuedKeys keys,
    IOptions<QueueOptions> options, TimeProvider time)
    : IAccountDuty
{
    public const string DutyName = "queue";

    /// <summary>Calls wait for the account meanwhile; what is left is due at the next wake-up.</summary>
    private const int MaxSendsAtOnce = 20;

    private static readonly Guard SameLimits = new("same limits", Refusal.Busy);

    private static readonly TimeSpan RetryAfterFault = TimeSpan.FromSeconds(1);

    public string Name => DutyName;

    public async Task RunAsync(AccountContext account)
    {
        for (var sent = 0; sent < MaxSendsAtOnce && !account.IsStopped; sent++)
        {
            var limits = account.Part<AccountLimitState>();
            var policy = limits.Policy;
            var next = await NextAsync(account);
            if (next.GoesOn) continue;
            // Limits that were set meanwhile have woken the queue; a time found under those before must not put it off.
            var rest = await account.CompleteAsync(account.Step()
                .While(SameLimits, () => ReferenceEquals(limits.Policy, policy))
                .Write(QueueTable.RunAt(account.Id, next.At)));
            if (rest.RefusedBy != SameLimits) return;
        }
    }

    /// <summary>Does one thing for the queue, and says whether the next can follow at once, or when to go on.</summary>
    private async Task<Next> NextAsync(AccountContext account)
    {
        var (limits, now) = (account.Part<AccountLimitState>(), time.GetUtcNow());
        var isBlocked = await IsBlockedAsync(account, limits, now);
        var head = isBlocked ? null : await operations.HeadAsync(account.Id, now, CancellationToken.None);
        if (head is null) return Next.RunAt(await NextRunAsync(account, isBlocked, now));
        if (await keys.IsRevokedAsync(head.ApiKeyId, CancellationToken.None))
        {
            return await HoldAsync(account, head.ApiKeyId, now) ? Next.AtOnce : Next.RunAt(now + RetryAfterFault);
        }

        if (WaitsForNote(limits, head, now) is { } until)
        {
            // Those behind it pass, without a question to the platform.
            var postponed = await account.CompleteAsync(account.Step().Require(
                InviteGuards.Operation, OperationTable.Postpone(head, until, Reason.NoteQuota, now)));
            return postponed.IsCommitted ? Next.AtOnce : Next.RunAt(now + RetryAfterFault);
        }

        var slot = SlotOf(limits, head, now);
        if (slot > now) return Next.RunAt(slot);
        var result = await sender.RunAsync(account, head.ToRequest(), head.ToOrigin(), CancellationToken.None);
        return PauseAfter(account, limits.Policy, result) is { } at ? Next.RunAt(at) : Next.AtOnce;
    }

    /// <summary>
    /// Only its owner, an operator or the answers of people can set it going; the first two wake the queue.
    /// </summary>
    private async Task<bool> IsBlockedAsync(AccountContext account, AccountLimitState limits, DateTimeOffset now)
    {
        if (account.Inactive is not null || limits.Paused is not null) return true;
        await limits.RefreshBreakerAsync(CancellationToken.None);
        if (limits.Breaker is { OpenedAt: not null }) return true;
        return limits.Policy.IsEnabled
            && Budgets.Of(BudgetKind.Pending, limits.Policy, limits.History, now).Remaining == 0
            && !await refusals.MakesRoomAsync(account, CancellationToken.None);
    }

    /// <summary>What a revoked key has queued waits until somebody releases or cancels it.</summary>
    private static async Task<bool> HoldAsync(AccountContext account, long apiKeyId, DateTimeOffset now)
    {
        var held = await account.CompleteAsync(account.Step().Write(OperationTable.Hold(account.Id, apiKeyId, now))
            .Audit(new AuditEntry(QueueRunner.DutyName, AuditDecision.Held) { ApiKeyId = apiKeyId }));
        return held.IsCommitted;
    }

    private async Task<DateTimeOffset?> NextRunAsync(AccountContext account, bool isBlocked, DateTimeOffset now)
    {
        var notBefore = await operations.NextNotBeforeAsync(account.Id, CancellationToken.None);
        return notBefore is { } at && (isBlocked || at <= now) ? now + options.Value.RetryWhenBlocked : notBefore;
    }

    private static DateTimeOffset? WaitsForNote(AccountLimitState limits, OperationRow operation, DateTimeOffset now)
    {
        if (!operation.NeedsNote || !CheckOf(limits, operation, now).IsNoteClosed) return null;
        var without = limits.NextSlot(now, hasNote: false);
        var with = limits.NextSlot(now, hasNote: true);
        // Only when it is the note that holds it up; what holds up everything holds up the queue.
        return without is null ? null : with is null ? now + SendHistory.NoteWindow : with > without ? with : null;
    }

    private DateTimeOffset SlotOf(AccountLimitState limits, OperationRow operation, DateTimeOffset now)
    {
        var hasNote = operation.Note is not null && !CheckOf(limits, operation, now).DropsNote;
        return QueuePlan.NextAt(limits, now, hasNote) ?? now + options.Value.RetryWhenBlocked;
    }

    private static LimitCheck CheckOf(AccountLimitState limits, OperationRow operation, DateTimeOffset now) =>
        new(limits, operation.Note is not null, operation.NotePolicy, now);

    /// <summary>When to go on after a send; null when the next one can follow at once.</summary>
    private DateTimeOffset? PauseAfter(AccountContext account, LimitsPolicy policy, InviteResult result)
    {
        var now = time.GetUtcNow();
        if (account.IsStopped || account.IsStale || !result.IsWritten) return now + RetryAfterFault;
        // Also when an outcome is unknown and its check found the session lost.
        if (account.Inactive is not null) return now + options.Value.RetryWhenBlocked;
        if (result.Why is { } refusal && Reasons.Of(refusal.Reason).Scope is not (Scope.Person or Scope.Note or null))
        {
            return refusal.RetryAt > now ? refusal.RetryAt : now + options.Value.RetryWhenBlocked;
        }

        // Nothing has left, so no budget says when the next can. But the platform was asked, and must not be asked for
        // a whole queue at once.
        return result.Outcome is null && policy.Gap > TimeSpan.Zero ? now + policy.Gap : null;
    }

    /// <summary>What follows: the next thing at once, or a pause until a time (forever, when nothing waits).</summary>
    private readonly record struct Next(bool GoesOn, DateTimeOffset? At)
    {
        public static readonly Next AtOnce = new(true, null);

        public static Next RunAt(DateTimeOffset? at) => new(false, at);
    }
}
