using CsCheck;
using Overture.Client.Contract;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Storage.Rows;

namespace Overture.Tests.Limits;

public sealed class LimitGatesProperties
{
    private static readonly Gate[] Order =
        [Gate.InvitationPause, Gate.Pending, Gate.Week, Gate.Day, Gate.Notes, Gate.WorkingHours, Gate.Gap];

    private static readonly Gen<(LimitsCase It, Cooldown[] Pauses, bool HasNote, NotePolicy NotePolicy)> Wishes =
        from it in LimitsCase.All
        from isEnabled in Gen.Int[0, 9]
        from pauses in LimitsCase.PausesAt(it.Now)
        from hasNote in Gen.Bool
        from notePolicy in Gen.Enum<NotePolicy>()
        select (it with { Policy = it.Policy with { IsEnabled = isEnabled > 0 } }, pauses, hasNote, notePolicy);

    [Fact]
    public void Each_gate_says_in_its_place_what_the_model_says() => Wishes.Sample(
        (it, pauses, hasNote, notePolicy) =>
        {
            var gates = LimitGates.OfSending(it.With(pauses), hasNote, notePolicy, it.Now);

            Assert.Equal(Order, gates.Select(gate => gate.Gate));
            Assert.Equal(Enum.GetValues<Gate>().Where(gate => Order.Contains(gate)), Order);
            Assert.Equal(Order.Select(gate => Expected(gate, it, pauses, hasNote, notePolicy)), gates.Select(gate => gate.Refusal?.Reason));
            Assert.All(gates, gate => Assert.Equal(gate.Refusal is not null, gate.Verdict == GateVerdict.Closed));
            Assert.All(gates, gate => Assert.Equal(!hasNote && gate.Gate == Gate.Notes, gate.Verdict == GateVerdict.NotNeeded));
        },
        iter: 1_000);

    [Fact]
    public void Whoever_comes_back_when_told_finds_every_gate_open() => Wishes.Sample(
        (it, pauses, hasNote, notePolicy) =>
        {
            var standing = it.With(pauses);
            foreach (var gate in Closed(standing, hasNote, notePolicy, it.Now))
            {
                var (opens, retry) = (gate.OpensAt!.Value, gate.Refusal!.RetryAt!.Value);
                Assert.True(opens > it.Now && retry >= opens, $"{gate.Gate} opens {opens:O}, retry {retry:O}");
                Assert.Equal((0, 0), (opens.Ticks % TimeSpan.TicksPerSecond, retry.Ticks % TimeSpan.TicksPerSecond));
                if (TimeAloneOpens(it, hasNote, notePolicy, pauses)) Assert.Empty(Closed(standing, hasNote, notePolicy, retry));
                else Assert.True(retry >= it.Now.AddDays(1));
            }
        },
        iter: 1_000);

    [Fact]
    public void A_gate_by_itself_is_open_from_the_time_on_at_which_it_says_it_opens() => Wishes.Sample(
        (it, pauses, hasNote, notePolicy) =>
        {
            var standing = it.With(pauses);
            foreach (var gate in Closed(standing, hasNote, notePolicy, it.Now))
            {
                if (gate.Gate == Gate.Pending || (gate.Gate == Gate.Notes && it.Policy.Notes == 0)) continue;
                var opens = gate.OpensAt!.Value;
                Assert.DoesNotContain(Closed(standing, hasNote, notePolicy, opens), one => one.Gate == gate.Gate);
                // Times are told in whole seconds.
                Assert.Contains(Closed(standing, hasNote, notePolicy, Later(it.Now, opens.AddSeconds(-1))), one => one.Gate == gate.Gate);
            }
        },
        iter: 1_000);

    [Fact]
    public void A_note_that_may_be_dropped_closes_nothing()
    {
        var it = Case(notes: 0, hours: null);

        var gate = LimitGates.OfSending(it.With(), hasNote: true, NotePolicy.Drop, it.Now).Single(gate => gate.Gate == Gate.Notes);

        Assert.Equal((GateVerdict.Open, "0 of 0; the note is dropped"), (gate.Verdict, gate.Value));
    }

    [Fact]
    public void Who_may_drop_the_note_is_not_told_to_wait_for_it()
    {
        var empty = Case(notes: 1, hours: null);
        var it = empty with { Notes = [empty.Now.AddDays(-1)], Policy = empty.Policy with { Gap = TimeSpan.FromMinutes(1) }, Sent = [empty.Now] };

        var gate = Assert.Single(Closed(it.With(), hasNote: true, NotePolicy.Drop, it.Now));

        Assert.Equal((Gate.Gap, it.Now.AddMinutes(1)), (gate.Gate, gate.Refusal!.RetryAt));
    }

    [Theory]
    [InlineData(NotePolicy.Require)]
    [InlineData(NotePolicy.Wait)]
    public void A_note_that_may_not_be_dropped_closes_its_gate(NotePolicy notePolicy)
    {
        var it = Case(notes: 0, hours: null);

        var gate = Assert.Single(Closed(it.With(), hasNote: true, notePolicy, it.Now));

        Assert.Equal((Gate.Notes, Reason.NoteQuota), (gate.Gate, gate.Refusal!.Reason));
    }

    [Fact]
    public void A_time_is_never_rounded_up_to_the_end_of_the_working_hours()
    {
        var it = Case(notes: 1, hours: "09:00-18:00");
        var until = it.Now.Date.AddHours(18).AddMilliseconds(-300);
        var pause = new Cooldown(CooldownKind.Invitations, Reason.PlatformInvitationLimit, it.Now, new DateTimeOffset(until, TimeSpan.Zero));

        var gate = Assert.Single(Closed(it.With(pause), hasNote: false, NotePolicy.Require, it.Now));

        Assert.Equal(new DateTimeOffset(it.Now.Date.AddDays(1).AddHours(9), TimeSpan.Zero), gate.Refusal!.RetryAt);
    }

    [Fact]
    public void A_pause_of_the_account_closes_a_gate_of_its_own() => Wishes.Sample((it, pauses, _, _) =>
    {
        var gate = LimitGates.PlatformPause(it.With(pauses), hasNote: false, it.Now);

        var runs = Runs(pauses, CooldownKind.Account, it.Now);
        Assert.Equal((Gate.PlatformPause, runs ? GateVerdict.Closed : GateVerdict.Open), (gate.Gate, gate.Verdict));
        Assert.Equal(runs ? Reason.PlatformThrottled : null, gate.Refusal?.Reason);
    });

    [Fact]
    public void The_breaker_closes_only_once_it_is_open()
    {
        var at = new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
        var open = LimitGates.Breaker(new Breaker("Send 410 -", 3, null, at));

        Assert.Equal(GateVerdict.Open, LimitGates.Breaker(null).Verdict);
        Assert.Equal(GateVerdict.Open, LimitGates.Breaker(new Breaker("Send 410 -", 2, null, null)).Verdict);
        Assert.Equal((GateVerdict.Closed, Reason.UpstreamChanged), (open.Verdict, open.Refusal!.Reason));
        Assert.Null(open.Refusal.RetryAt);
    }

    private static Reason? Expected(Gate gate, LimitsCase it, Cooldown[] pauses, bool hasNote, NotePolicy notePolicy)
    {
        bool Full(BudgetKind kind) => it.Policy.IsEnabled && !it.Model.HasRoom(kind, it.Now);
        return gate switch
        {
            Gate.InvitationPause => Runs(pauses, CooldownKind.Invitations, it.Now) ? Reason.PlatformInvitationLimit : null,
            Gate.Pending => Full(BudgetKind.Pending) ? Reason.PendingLimit : null,
            Gate.Week => Full(BudgetKind.Week) ? Reason.WeeklyLimit : null,
            Gate.Day => Full(BudgetKind.Day) ? Reason.DailyLimit : null,
            Gate.Notes => hasNote && notePolicy != NotePolicy.Drop
                && (Full(BudgetKind.Notes) || Runs(pauses, CooldownKind.Notes, it.Now)) ? Reason.NoteQuota : null,
            Gate.WorkingHours => it.Policy.IsEnabled && !it.Model.IsInHours(it.Now) ? Reason.OutsideWorkingHours : null,
            Gate.Gap => it.Policy.IsEnabled && !it.Model.IsGapOver(it.Now) ? Reason.Pacing : null,
            _ => throw new ArgumentOutOfRangeException(nameof(gate), gate, "Not a gate of the limits."),
        };
    }

    private static bool TimeAloneOpens(LimitsCase it, bool hasNote, NotePolicy notePolicy, Cooldown[] pauses) =>
        !it.Policy.IsEnabled
        || (it.Model.HasRoom(BudgetKind.Pending, it.Now) && (!hasNote || notePolicy == NotePolicy.Drop || it.Policy.Notes > 0));

    private static bool Runs(Cooldown[] pauses, CooldownKind kind, DateTimeOffset now) =>
        pauses.Any(pause => pause.Kind == kind && pause.Until > now);

    private static List<GateResult> Closed(Standing standing, bool hasNote, NotePolicy notePolicy, DateTimeOffset now) =>
        LimitGates.OfSending(standing, hasNote, notePolicy, now).FindAll(gate => gate.Verdict == GateVerdict.Closed);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static LimitsCase Case(int notes, string? hours) => new(
        new LimitsPolicy
        {
            IsEnabled = true, PerDay = 3, PerWeek = 100, Notes = notes, Pending = 100, Gap = TimeSpan.Zero, WarmUpDays = 0,
            Hours = hours is null ? null : WorkingHours.Parse(hours), Zone = TimeZoneInfo.Utc, ConnectedAt = DateTimeOffset.UnixEpoch,
        },
        [], [], 0, new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
}
