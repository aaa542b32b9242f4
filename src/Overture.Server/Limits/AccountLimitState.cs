using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Events;
using Overture.Server.Http;

namespace Overture.Server.Limits;

/// <summary>
/// Where one account stands against its limits: a cache of the database, which steps change when they are durable. It
/// decides nothing; the rules are in <see cref="Budgets"/>.
/// </summary>
internal sealed class AccountLimitState(
    LimitsPolicy policy, SendHistory history, IEnumerable<Cooldown> cooldowns, Breaker? breaker)
{
    private readonly Dictionary<CooldownKind, Cooldown> _cooldowns = cooldowns.ToDictionary(cooldown => cooldown.Kind);

    // An urgent call changes it while another call runs, which meets the change at its next gate or step.
    private volatile Rules _rules = new(policy, null);

    private (AccountStep Step, Breaker? Breaker)? _recorded;

    public LimitsPolicy Policy => _rules.Policy;

    /// <summary>The account's own limits; null when the deployment's apply.</summary>
    public AccountLimits? Own
    {
        get => _rules.Own;
        init => _rules = _rules with { Own = value };
    }

    /// <summary>What the account may still read from the platform.</summary>
    public ReadBudget Reads { get; init; } = ReadBudget.Off;

    public SendHistory History { get; set; } = history;

    public Breaker? Breaker { get; private set; } = breaker;

    /// <summary>When pending invitations were polled last, in this activation.</summary>
    public DateTimeOffset? ReviewedAt { get; set; }

    public IEnumerable<Cooldown> Cooldowns => _cooldowns.Values;

    /// <summary>Where the rows of this account are; null in tests of the rules alone.</summary>
    public LimitRecords? Records { get; init; }

    /// <summary>The refusal of an account that its workspace has paused; null when it has not.</summary>
    public Refusal? Paused => Own?.Paused == true ? new Refusal(Reason.AccountPaused) : null;

    /// <summary>The pause of a kind that runs at an instant; null when there is none.</summary>
    public Cooldown? CooldownAt(CooldownKind kind, DateTimeOffset now) =>
        _cooldowns.TryGetValue(kind, out var cooldown) && cooldown.Until > now ? cooldown : null;

    /// <summary>Other limits are in force from now on.</summary>
    public void Adopt(LimitsPolicy policy, AccountLimits? own) => _rules = new Rules(policy, own);

    public void Begin(Cooldown cooldown) => _cooldowns[cooldown.Kind] = cooldown;

    /// <summary>
    /// When everything, pauses included, lets an invitation leave; null when waiting alone does not bring that about.
    /// </summary>
    public DateTimeOffset? NextSlot(DateTimeOffset now, bool hasNote)
    {
        var from = AfterCooldowns(now, hasNote);
        return Policy.IsEnabled ? Budgets.NextSlot(Policy, History, from, hasNote) : from;
    }

    /// <summary>When the pauses that concern such an invitation are over, and the account may read again.</summary>
    public DateTimeOffset AfterCooldowns(DateTimeOffset now, bool hasNote) =>
        _cooldowns.Values.Where(cooldown => hasNote || cooldown.Kind != CooldownKind.Notes)
            .Select(cooldown => cooldown.Until).Append(Reads.RefusalAt(now)?.RetryAt ?? now).Append(now).Max();

    /// <summary>Reads an open breaker again: an operator may have cleared it beside a serving gateway.</summary>
    public async Task RefreshBreakerAsync(CancellationToken cancellationToken)
    {
        if (Breaker is { OpenedAt: not null } && Records is { } records)
        {
            Breaker = await records.BreakerAsync(cancellationToken);
        }
    }

    /// <summary>Counts again how many are pending, when a change may have been about one of them.</summary>
    public async Task RecountAsync(CancellationToken cancellationToken)
    {
        if (!Policy.IsEnabled || Records is not { } records) return;
        History = new SendHistory(
            History.Sent, History.Notes, await records.CountPendingAsync(cancellationToken), History.LastAttempt);
    }

    /// <summary>Adds to a step what the platform's answers said about the account.</summary>
    public void Record(AccountStep step, AccountSignal signal)
    {
        var records = Records!;
        var now = records.Now;
        if (signal.Cooldown is { } cooldown)
        {
            step.Write(CooldownTable.Begin(records.AccountId, cooldown))
                .Event(new AccountEvent(EventType.LimitReached, now)
                {
                    Data = new Dictionary<string, string>
                    {
                        ["closes"] = EnumNames.Of(cooldown.Kind),
                        ["reason"] = Reasons.NameOf(cooldown.Reason),
                    },
                })
                .Then(() => Begin(cooldown));
        }

        if (signal.Unknown is null) return;
        // A step can carry several answers; each counts on what those before it came to.
        var before = _recorded is { } recorded && recorded.Step == step ? recorded.Breaker : Breaker;
        var after = Breaker.After(before, signal.Unknown, records.BreakerThreshold, now);
        if (after == before) return;
        _recorded = (step, after);
        step.Write(BreakerTable.Keep(records.AccountId, after, now)).Then(() => Breaker = after);
        if (after is { OpenedAt: not null })
        {
            step.Event(new AccountEvent(EventType.BreakerOpened, now)
            {
                Data = new Dictionary<string, string> { ["kind"] = after.Kind },
            });
        }
    }

    /// <summary>Every answer to a request was understood: a breaker that counts begins anew.</summary>
    public void RecordUnderstood(AccountStep step)
    {
        if (Breaker is not { OpenedAt: null }) return;
        step.Write(BreakerTable.Keep(Records!.AccountId, null, Records.Now)).Then(() => Breaker = null);
    }

    private sealed record Rules(LimitsPolicy Policy, AccountLimits? Own);
}
