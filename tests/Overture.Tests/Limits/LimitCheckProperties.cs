using CsCheck;
using Overture.Client.Contract;
using Overture.Server.Limits;

namespace Overture.Tests.Limits;

public sealed class LimitCheckProperties
{
    private static readonly GateName[] Order =
    [
        GateName.InvitationPause, GateName.Pending, GateName.Week, GateName.Day, GateName.Notes,
        GateName.WorkingHours, GateName.Gap,
    ];

    private static readonly Gen<(LimitsCase It, Cooldown[] Pauses, bool HasNote, NotePolicy NotePolicy)> Requests =
        from it in LimitsCase.All
        from isEnabled in Gen.Int[0, 9]
        from pauses in LimitsCase.PausesAt(it.Now)
        from hasNote in Gen.Bool
        from notePolicy in Gen.Enum<NotePolicy>()
        select (it with { Policy = it.Policy with { IsEnabled = isEnabled > 0 } }, pauses, hasNote, notePolicy);

    [Fact]
    public void Each_gate_decides_in_its_order_as_the_model_does() => Requests.Sample(
        (it, pauses, hasNote, notePolicy) =>
        {
            var gates = Gates(it.With(pauses), hasNote, notePolicy, it.Now);

            Assert.Equal(Order, gates.Select(gate => gate.Gate));
            Assert.Equal(Enum.GetValues<GateName>().Where(gate => Order.Contains(gate)), Order);
            Assert.Equal(
                Order.Select(gate => Expected(gate, it, pauses, hasNote, notePolicy)),
                gates.Select(gate => gate.Refusal?.Reason));
            Assert.All(gates, gate => Assert.Equal(gate.Refusal is not null, gate.Verdict == GateVerdict.Closed));
            Assert.All(gates, gate => Assert.Equal(
                !hasNote && gate.Gate == GateName.Notes, gate.Verdict == GateVerdict.NotNeeded));
        },
        iter: 1_000);

    [Fact]
    public void Retry_at_finds_every_gate_open() => Requests.Sample(
        (it, pauses, hasNote, notePolicy) =>
        {
            var state = it.With(pauses);
            foreach (var gate in Closed(state, hasNote, notePolicy, it.Now))
            {
                var (opens, retry) = (gate.OpensAt!.Value, gate.Refusal!.RetryAt!.Value);
                Assert.True(opens > it.Now && retry >= opens, $"{gate.Gate} opens {opens:O}, retry {retry:O}");
                Assert.Equal(
                    (0, 0), (opens.Ticks % TimeSpan.TicksPerSecond, retry.Ticks % TimeSpan.TicksPerSecond));
                if (TimeAloneOpens(it, hasNote, notePolicy))
                {
                    Assert.Empty(Closed(state, hasNote, notePolicy, retry));
                }
                else
                {
                    Assert.True(retry >= it.Now.AddDays(1));
                }
            }
        },
        iter: 1_000);

    [Fact]
    public void A_gate_by_itself_opens_at_its_own_time_and_no_earlier() => Requests.Sample(
        (it, pauses, hasNote, notePolicy) =>
        {
            var state = it.With(pauses);
            foreach (var gate in Closed(state, hasNote, notePolicy, it.Now))
            {
                if (gate.Gate == GateName.Pending || (gate.Gate == GateName.Notes && it.Policy.Notes == 0)) continue;
                var opens = gate.OpensAt!.Value;
                Assert.DoesNotContain(Closed(state, hasNote, notePolicy, opens), one => one.Gate == gate.Gate);
                // Times are rounded up to whole seconds.
                var before = Later(it.Now, opens.AddSeconds(-1));
                Assert.Contains(Closed(state, hasNote, notePolicy, before), one => one.Gate == gate.Gate);
            }
        },
        iter: 1_000);

    [Fact]
    public void Droppable_note_closes_nothing()
    {
        var it = Case(notes: 0, hours: null);
        var check = new LimitCheck(it.With(), HasNote: true, NotePolicy.Drop, it.Now);

        var gate = check.Of(GateName.Notes);

        Assert.Equal((GateVerdict.Open, "0 of 0; the note is dropped"), (gate.Verdict, gate.Value));
        Assert.True(check.DropsNote);
    }

    [Fact]
    public void Droppable_note_does_not_delay_the_invitation()
    {
        var empty = Case(notes: 1, hours: null);
        var it = empty with
        {
            Notes = [empty.Now.AddDays(-1)],
            Policy = empty.Policy with { Gap = TimeSpan.FromMinutes(1) },
            Sent = [empty.Now],
        };

        var gate = Assert.Single(Closed(it.With(), hasNote: true, NotePolicy.Drop, it.Now));

        Assert.Equal((GateName.Gap, it.Now.AddMinutes(1)), (gate.Gate, gate.Refusal!.RetryAt));
    }

    [Theory]
    [InlineData(NotePolicy.Require)]
    [InlineData(NotePolicy.Wait)]
    public void A_note_that_cannot_be_dropped_closes_its_gate(NotePolicy notePolicy)
    {
        var it = Case(notes: 0, hours: null);

        var gate = Assert.Single(Closed(it.With(), hasNote: true, notePolicy, it.Now));

        Assert.Equal((GateName.Notes, Reason.NoteQuota), (gate.Gate, gate.Refusal!.Reason));
    }

    [Fact]
    public void Retry_at_is_never_rounded_up_to_the_end_of_the_working_hours()
    {
        var it = Case(notes: 1, hours: "09:00-18:00");
        var until = it.Now.Date.AddHours(18).AddMilliseconds(-300);
        var pause = new Cooldown(
            CooldownKind.Invitations, Reason.PlatformInvitationLimit, it.Now, new DateTimeOffset(until, TimeSpan.Zero));

        var gate = Assert.Single(Closed(it.With(pause), hasNote: false, NotePolicy.Require, it.Now));

        Assert.Equal(
            new DateTimeOffset(it.Now.Date.AddDays(1).AddHours(9), TimeSpan.Zero), gate.Refusal!.RetryAt);
    }

    [Fact]
    public void A_pause_of_the_account_closes_a_gate_of_its_own() => Requests.Sample((it, pauses, _, _) =>
    {
        var check = new LimitCheck(it.With(pauses), HasNote: false, NotePolicy.Require, it.Now);

        var gate = check.Of(GateName.PlatformPause);

        var runs = Runs(pauses, CooldownKind.Account, it.Now);
        Assert.Equal(
            (GateName.PlatformPause, runs ? GateVerdict.Closed : GateVerdict.Open), (gate.Gate, gate.Verdict));
        Assert.Equal(runs ? Reason.PlatformThrottled : null, gate.Refusal?.Reason);
    });

    [Fact]
    public void The_breaker_closes_only_once_it_is_open()
    {
        var at = new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
        var open = OfBreaker(new Breaker("Send 410 -", 3, null, at));

        Assert.Equal(GateVerdict.Open, OfBreaker(null).Verdict);
        Assert.Equal(GateVerdict.Open, OfBreaker(new Breaker("Send 410 -", 2, null, null)).Verdict);
        Assert.Equal((GateVerdict.Closed, Reason.UpstreamChanged), (open.Verdict, open.Refusal!.Reason));
        Assert.Null(open.Refusal.RetryAt);
        Assert.True(LimitCheck.IsOfBreaker(open.Refusal));
    }

    [Fact]
    public void Gates_that_do_not_depend_on_limits_are_refused()
    {
        var it = Case(notes: 1, hours: null);
        var check = new LimitCheck(it.With(), HasNote: false, NotePolicy.Require, it.Now);
        GateName[] known = [.. Order, GateName.PlatformPause, GateName.Breaker];

        Assert.All(
            Enum.GetValues<GateName>().Except(known),
            gate => Assert.Throws<ArgumentOutOfRangeException>(() => check.Of(gate)));
    }

    private static Reason? Expected(
        GateName gate, LimitsCase it, Cooldown[] pauses, bool hasNote, NotePolicy notePolicy)
    {
        bool Full(BudgetKind kind) => it.Policy.IsEnabled && !it.Model.HasRoom(kind, it.Now);
        bool IsPaused(CooldownKind kind) => Runs(pauses, kind, it.Now);
        return gate switch
        {
            GateName.InvitationPause => IsPaused(CooldownKind.Invitations) ? Reason.PlatformInvitationLimit : null,
            GateName.Pending => Full(BudgetKind.Pending) ? Reason.PendingLimit : null,
            GateName.Week => Full(BudgetKind.Week) ? Reason.WeeklyLimit : null,
            GateName.Day => Full(BudgetKind.Day) ? Reason.DailyLimit : null,
            GateName.Notes => hasNote && notePolicy != NotePolicy.Drop
                && (Full(BudgetKind.Notes) || IsPaused(CooldownKind.Notes)) ? Reason.NoteQuota : null,
            GateName.WorkingHours =>
                it.Policy.IsEnabled && !it.Model.IsInHours(it.Now) ? Reason.OutsideWorkingHours : null,
            GateName.Gap => it.Policy.IsEnabled && !it.Model.IsGapOver(it.Now) ? Reason.Pacing : null,
            _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, "Not a gate of the limits."),
        };
    }

    private static bool TimeAloneOpens(LimitsCase it, bool hasNote, NotePolicy notePolicy) =>
        !it.Policy.IsEnabled
        || (it.Model.HasRoom(BudgetKind.Pending, it.Now)
            && (!hasNote || notePolicy == NotePolicy.Drop || it.Policy.Notes > 0));

    private static bool Runs(Cooldown[] pauses, CooldownKind kind, DateTimeOffset now) =>
        pauses.Any(pause => pause.Kind == kind && pause.Until > now);

    private static List<GateResult> Gates(
        AccountLimitState state, bool hasNote, NotePolicy notePolicy, DateTimeOffset now)
    {
        var check = new LimitCheck(state, hasNote, notePolicy, now);
        return [.. LimitCheck.Sending.Select(check.Of)];
    }

    private static List<GateResult> Closed(
        AccountLimitState state, bool hasNote, NotePolicy notePolicy, DateTimeOffset now) =>
        Gates(state, hasNote, notePolicy, now).FindAll(gate => gate.IsClosed);

    private static GateResult OfBreaker(Breaker? breaker)
    {
        var it = Case(notes: 1, hours: null);
        var state = new AccountLimitState(it.Policy, it.History, [], breaker);
        return new LimitCheck(state, HasNote: false, NotePolicy.Require, it.Now).Of(GateName.Breaker);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static LimitsCase Case(int notes, string? hours) => new(
        new LimitsPolicy
        {
            IsEnabled = true,
            PerDay = 3,
            PerWeek = 100,
            Notes = notes,
            Pending = 100,
            Gap = TimeSpan.Zero,
            WarmUpDays = 0,
            Hours = hours is null ? null : WorkingHours.Parse(hours),
            Zone = TimeZoneInfo.Utc,
            ConnectedAt = DateTimeOffset.UnixEpoch,
        },
        [], [], 0, new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
}
