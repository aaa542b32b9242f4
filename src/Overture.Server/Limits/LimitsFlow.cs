using Microsoft.EntityFrameworkCore;
using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Limits;

/// <summary>Says what an account may do at this moment.</summary>
internal sealed class LimitsFlow(Database database, TimeProvider time)
{
    public async Task<WireAnswer> ReadAsync(
        string action, AccountRow account, int longestNote, Standing standing, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var queued = await db.Operations.CountAsync(
            row => row.AccountId == account.Id && row.State == OperationState.Queued, cancellationToken);
        return Answers.Success(
            DataOf(standing, account.InactiveReason is not null, longestNote, queued, time.GetUtcNow()), ContractJson.Default.SuccessEnvelopeLimitsData,
            AnswerResult.Free(time, action, account.Id));
    }

    public static LimitsData DataOf(Standing standing, bool isInactive, int longestNote, int queued, DateTimeOffset now)
    {
        var (policy, history) = (standing.Policy, standing.History);
        var warmUpUntil = LocalTime.DateOf(policy.ConnectedAt, policy.Zone).AddDays(policy.WarmUpDays);
        return new LimitsData
        {
            Enabled = policy.IsEnabled,
            Budgets = [.. Enum.GetValues<BudgetKind>().Select(kind => ItemOf(Budgets.Of(kind, policy, history, now)))],
            GapSeconds = (int)Math.Ceiling(policy.Gap.TotalSeconds),
            WorkingHours = policy.Hours?.ToString(),
            TimeZone = policy.Zone.Id,
            WarmUpUntil = LocalTime.DateOf(now, policy.Zone) < warmUpUntil ? warmUpUntil : null,
            NoteLength = longestNote,
            Cooldowns = [.. standing.Cooldowns.Where(cooldown => cooldown.Until > now).OrderBy(cooldown => cooldown.Kind).Select(ItemOf)],
            Breaker = standing.Breaker is { } breaker
                ? new BreakerItem { IsOpen = breaker.OpenedAt is not null, Answers = breaker.Answers, Kind = breaker.Kind }
                : null,
            NextSlotAt = isInactive || IsStopped(standing) ? null : standing.NextSlot(now, hasNote: false),
            NextNoteAt = isInactive || IsStopped(standing) ? null : standing.NextSlot(now, hasNote: true),
            Queued = queued,
            Own = standing.Own,
        };
    }

    private static bool IsStopped(Standing standing) => standing.Own?.Paused == true || standing.Breaker?.OpenedAt is not null;

    private static BudgetItem ItemOf(Budget budget) => new()
    {
        Name = Words.Of(budget.Kind),
        Limit = budget.Limit,
        Used = budget.Used,
        Remaining = budget.Remaining,
        ResetAt = budget.ResetAt,
    };

    private static CooldownItem ItemOf(Cooldown cooldown) => new()
    {
        Closes = Words.Of(cooldown.Kind), Reason = cooldown.Reason, Since = cooldown.Since, Until = cooldown.Until,
    };
}
