using CsCheck;
using Overture.Client.Contract;
using Overture.Server.Limits;

namespace Overture.Tests.Limits;

/// <summary>
/// A policy, what was sent, and a moment: around a change of the clocks, and often at the edge of a budget.
/// </summary>
internal sealed record LimitsCase(
    LimitsPolicy Policy, DateTimeOffset[] Sent, DateTimeOffset[] Notes, int Pending, DateTimeOffset Now)
{
    private static readonly Gen<int> SecondsOfWeek = Gen.OneOf(
        Gen.Int[0, 93_600], Gen.Int[0, 640_000], Gen.Int[604_795, 604_805],
        Gen.Int[0, 96].Select(quarter => quarter * 900));

    private static readonly Gen<int> SecondsOfMonth =
        Gen.OneOf(Gen.Int[0, 2_600_000], Gen.Int[2_591_995, 2_592_005]);

    public static readonly Gen<LimitsPolicy> PoliciesOfUtc =
        from budgets in Gen.Select(Gen.Int[1, 9], Gen.Int[1, 30], Gen.Int[0, 6], Gen.Int[1, 30])
        from gap in Gen.OneOf(Gen.Const(0), Gen.Int[0, 120], Gen.Int[0, 90_000])
        from hours in Gen.OneOf(
            Gen.Const((WorkingHours?)null), Moments.Hours.Select(hours => (WorkingHours?)hours))
        from warmUp in Gen.OneOf(Gen.Const(0), Gen.Int[1, 20])
        select new LimitsPolicy
        {
            IsEnabled = true,
            PerDay = budgets.Item1,
            PerWeek = budgets.Item2,
            Notes = budgets.Item3,
            Pending = budgets.Item4,
            Gap = TimeSpan.FromSeconds(gap),
            Hours = hours,
            Zone = TimeZoneInfo.Utc,
            WarmUpDays = warmUp,
            ConnectedAt = DateTimeOffset.UnixEpoch,
        };

    public static readonly Gen<LimitsCase> All =
        from policy in PoliciesOfUtc
        from moment in Moments.Around
        from fraction in Gen.OneOf(Gen.Const(0), Gen.Int[0, 999])
        let now = moment.At.AddMilliseconds(fraction)
        from connected in Gen.Int[-86_400, 20 * 86_400]
        from sent in SecondsOfWeek.Array[0, 30]
        from notes in SecondsOfMonth.Array[0, 7]
        from pending in Gen.Int[0, 30]
        select new LimitsCase(
            policy with { Zone = moment.Zone, ConnectedAt = now.AddSeconds(-connected) },
            [.. sent.Select(seconds => now.AddSeconds(-seconds))],
            [.. notes.Select(seconds => now.AddSeconds(-seconds))],
            pending,
            now);

    /// <summary>
    /// Pauses of different kinds, over already or for days to come, often until the last second before a quarter of an
    /// hour.
    /// </summary>
    public static Gen<Cooldown[]> PausesAt(DateTimeOffset now) =>
        from pauses in Gen.Select(
            Gen.Enum<CooldownKind>(), Gen.OneOf(Gen.Int[-3_600, 3_600], Gen.Int[0, 20 * 86_400]), Gen.Bool).Array[0, 2]
        select pauses.DistinctBy(pause => pause.Item1)
            .Select(pause => (Kind: pause.Item1, Until: now.AddSeconds(pause.Item2), IsLast: pause.Item3))
            .Select(pause => new Cooldown(
                pause.Kind,
                ReasonOf(pause.Kind),
                now.AddHours(-2),
                pause.IsLast ? LastSecond(pause.Until) : pause.Until))
            .ToArray();

    public static Reason ReasonOf(CooldownKind kind) => kind switch
    {
        CooldownKind.Notes => Reason.NoteQuota,
        CooldownKind.Invitations => Reason.PlatformInvitationLimit,
        CooldownKind.Account => Reason.PlatformThrottled,
    };

    public DateTimeOffset? Last => Sent.Length == 0 ? null : Sent.Max();

    public SendHistory History => new(Sent, Notes, Pending, Last);

    public LimitsModel Model => new(Policy, Sent, Notes, Pending, Last);

    public AccountLimitState With(params IEnumerable<Cooldown> cooldowns) => new(Policy, History, cooldowns, null);

    private static DateTimeOffset LastSecond(DateTimeOffset at) =>
        at.AddTicks(Moments.Grain.Ticks - (at.UtcTicks % Moments.Grain.Ticks)).AddMilliseconds(-500);

    public override string ToString() =>
        FormattableString.Invariant($"{Now:O} {Policy} sent [{Text(Sent)}] notes [{Text(Notes)}] pending {Pending}");

    private static string Text(DateTimeOffset[] instants) => string.Join(' ', instants.Order().Select(at => $"{at:O}"));
}
