using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;

namespace Overture.Server.Limits.Actions;

/// <summary>Says what an account may do at a moment.</summary>
internal sealed class LimitsAnswer(IQueueLength queue, TimeProvider time)
{
    public async Task<LimitsData> OfAsync(
        AccountRow account, AccountLimitState state, CancellationToken cancellationToken) =>
        Of(
            state, account.InactiveReason is not null, NoteLength.Of(account.IsPremium),
            await queue.CountAsync(account.Id, cancellationToken), time.GetUtcNow());

    public static LimitsData Of(
        AccountLimitState state, bool isInactive, int noteLength, int queued, DateTimeOffset now)
    {
        var (policy, history) = (state.Policy, state.History);
        var warmUpUntil = LocalTime.DateOf(policy.ConnectedAt, policy.Zone).AddDays(policy.WarmUpDays);
        var isStopped = isInactive || state.Paused is not null || state.Breaker?.OpenedAt is not null;
        return new LimitsData
        {
            Enabled = policy.IsEnabled,
            Budgets =
            [
                .. Enum.GetValues<BudgetKind>().Select(kind => ItemOf(Budgets.Of(kind, policy, history, now))),
                .. ItemOf(state.Reads, now),
            ],
            GapSeconds = (int)Math.Ceiling(policy.Gap.TotalSeconds),
            WorkingHours = policy.Hours?.ToString(),
            TimeZone = policy.Zone.Id,
            WarmUpUntil = LocalTime.DateOf(now, policy.Zone) < warmUpUntil ? warmUpUntil : null,
            NoteLength = noteLength,
            Cooldowns = [.. state.Cooldowns.Where(cooldown => cooldown.Until > now).OrderBy(cooldown => cooldown.Kind)
                .Select(ItemOf)],
            Breaker = state.Breaker is { } breaker
                ? new BreakerItem
                {
                    IsOpen = breaker.OpenedAt is not null,
                    Answers = breaker.Answers,
                    Kind = breaker.Kind,
                }
                : null,
            NextSlotAt = isStopped ? null : state.NextSlot(now, hasNote: false),
            NextNoteAt = isStopped ? null : state.NextSlot(now, hasNote: true),
            Queued = queued,
            Own = state.Own,
        };
    }

    private static BudgetItem ItemOf(Budget budget) => new()
    {
        Name = budget.Kind switch
        {
            BudgetKind.Pending => BudgetName.Pending,
            BudgetKind.Week => BudgetName.Week,
            BudgetKind.Day => BudgetName.Day,
            BudgetKind.Notes => BudgetName.Notes,
        },
        Limit = budget.Limit,
        Used = budget.Used,
        Remaining = budget.Remaining,
        ResetAt = budget.ResetAt,
    };

    private static BudgetItem[] ItemOf(ReadBudget reads, DateTimeOffset now) => reads.Limit is { } limit
        ?
        [
            new BudgetItem
            {
                Name = BudgetName.Reads,
                Limit = limit,
                Used = reads.UsedAt(now),
                Remaining = Math.Max(0, limit - reads.UsedAt(now)),
                ResetAt = reads.UsedAt(now) > 0 ? ReadBudget.EndOfHour(now) : null,
            },
        ]
        : [];

    private static CooldownItem ItemOf(Cooldown cooldown) => new()
    {
        Closes = cooldown.Kind switch
        {
            CooldownKind.Notes => CooldownTarget.Notes,
            CooldownKind.Invitations => CooldownTarget.Invitations,
            CooldownKind.Account => CooldownTarget.Account,
        },
        Reason = cooldown.Reason,
        Since = cooldown.Since,
        Until = cooldown.Until,
    };
}
