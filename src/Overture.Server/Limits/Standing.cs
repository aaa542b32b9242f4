using Overture.Client.Contract;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Limits;

/// <summary>
/// How one account stands to its limits: a cache of the database in the hands of the account's actor, which changes it after the commit
/// that made the same change durable. It decides nothing; the rules are in <see cref="Budgets"/>.
/// </summary>
internal sealed class Standing(LimitsPolicy policy, SendHistory history, IEnumerable<Cooldown> cooldowns, Breaker? breaker)
{
    private readonly Dictionary<CooldownKind, Cooldown> _cooldowns = cooldowns.ToDictionary(cooldown => cooldown.Kind);

    public LimitsPolicy Policy { get; set; } = policy;

    /// <summary>The account's own limits; null when the deployment's hold.</summary>
    public AccountLimits? Own { get; set; }

    public SendHistory History { get; set; } = history;

    public Breaker? Breaker { get; set; } = breaker;

    /// <summary>When what is pending was looked at last, in this activation.</summary>
    public DateTimeOffset? ReviewedAt { get; set; }

    public IEnumerable<Cooldown> Cooldowns => _cooldowns.Values;

    /// <summary>The pause of a kind that runs at an instant; null when there is none.</summary>
    public Cooldown? CooldownAt(CooldownKind kind, DateTimeOffset now) =>
        _cooldowns.TryGetValue(kind, out var cooldown) && cooldown.Until > now ? cooldown : null;

    public void Begin(Cooldown cooldown) => _cooldowns[cooldown.Kind] = cooldown;

    /// <summary>When everything, pauses included, would let an invitation leave; null when waiting alone does not bring it about.</summary>
    public DateTimeOffset? NextSlot(DateTimeOffset now, bool hasNote)
    {
        var from = AfterCooldowns(now, hasNote);
        return Policy.IsEnabled ? Budgets.NextSlot(Policy, History, from, hasNote) : from;
    }

    /// <summary>When the pauses that concern such an invitation are over.</summary>
    public DateTimeOffset AfterCooldowns(DateTimeOffset now, bool hasNote) =>
        _cooldowns.Values.Where(cooldown => hasNote || cooldown.Kind != CooldownKind.Notes)
            .Select(cooldown => cooldown.Until).Append(now).Max();
}
