using CsCheck;
using Overture.Client.Contract;
using Overture.Server.Limits;
using Overture.Server.Queue;
using Overture.Tests.Limits;

namespace Overture.Tests.Queue;

public sealed class QueuePlanProperties
{
    private static readonly DateTimeOffset Monday = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly Gen<(LimitsCase It, Cooldown[] Pauses, QueuedItem[] Items)> Queues =
        from it in LimitsCase.All
        from pauses in LimitsCase.PausesAt(it.Now)
        from notBefore in Gen.OneOf(Gen.Const(0), Gen.Int[-86_400, 86_400]).Array[0, 12]
        select (it, pauses, ItemsOf(it.Now, notBefore));

    [Fact]
    public void A_plan_keeps_every_limit_and_the_order_of_items_whose_time_has_come() => Queues.Sample(
        (it, pauses, items) =>
        {
            var times = QueuePlan.Of(it.With(pauses), items, it.Now);

            Assert.Equal(items.Length, times.Count);
            var inTime = times.Order().ToList();
            for (var index = 0; index < times.Count; index++)
            {
                var model = After(it, inTime.Take(index));
                Assert.True(
                    times[index] >= it.Now && times[index] >= items[index].NotBefore, $"too early: {times[index]:O}");
                Assert.True(times[index] >= EndOf(pauses, it.Now), $"in a pause: {times[index]:O}");
                Assert.True(model.IsOpen(inTime[index], hasNote: false), $"not open: {inTime[index]:O}");
                // An item does not overtake another that could have left in its place.
                Assert.DoesNotContain(
                    Enumerable.Range(0, index),
                    before => items[before].NotBefore <= times[index] && times[before] > times[index]);
            }
        },
        iter: 200);

    [Fact]
    public void Two_items_of_one_day_are_an_even_share_of_it_apart() => Queues.Sample(
        (it, pauses, items) =>
        {
            var times = QueuePlan.Of(it.With(pauses), items, it.Now).Order().ToList();
            foreach (var (one, next) in times.Zip(times.Skip(1)))
            {
                if (it.Model.DayOf(one) != it.Model.DayOf(next)) continue;
                Assert.True(next - one >= Pause(it, next), $"{one:O} and {next:O}");
            }
        },
        iter: 200);

    [Fact]
    public void Each_item_leaves_at_the_first_instant_that_keeps_the_spacing() => Queues.Sample(
        (it, pauses, items) =>
        {
            var times = QueuePlan.Of(it.With(pauses), items, it.Now);
            var planned = items.Zip(times).OrderBy(pair => pair.Second).ToList();
            for (var index = 0; index < planned.Count; index++)
            {
                var model = After(it, planned.Take(index).Select(pair => pair.Second));
                var earliest = planned.Skip(index).Min(pair => pair.First.NotBefore);
                var from = new[] { index == 0 ? it.Now : planned[index - 1].Second, earliest }.Max();
                from = new[] { from, EndOf(pauses, it.Now) }.Max();
                if (model.Last is { } last) from = new[] { from, last + Pause(it, from) }.Max();
                Assert.Equal(model.FirstAt(from, at => model.IsOpen(at, hasNote: false)), planned[index].Second);
            }
        },
        iter: 40);

    [Fact]
    public void The_next_item_leaves_when_its_plan_says_unless_too_many_are_pending() => Queues.Sample(
        (it, pauses, _) =>
        {
            var expected = QueuePlan.Of(it.With(pauses), [new QueuedItem(1, it.Now, false)], it.Now).Single();

            Assert.Equal(
                it.Pending < it.Policy.Pending ? expected : null,
                QueuePlan.NextAt(it.With(pauses), it.Now, hasNote: false));
        },
        iter: 200);

    [Fact]
    public void Without_limits_only_pauses_and_the_items_own_times_delay_the_queue() => Queues.Sample(
        (it, pauses, items) =>
        {
            var state = (it with { Policy = it.Policy with { IsEnabled = false }, Sent = [] }).With(pauses);
            foreach (var (item, time) in items.Zip(QueuePlan.Of(state, items, it.Now)))
            {
                Assert.Equal(new[] { it.Now, item.NotBefore, EndOf(pauses, it.Now) }.Max(), time);
            }

            Assert.Equal(EndOf(pauses, it.Now), QueuePlan.NextAt(state, it.Now, hasNote: false));
        });

    [Fact]
    public void Items_are_spread_evenly_over_a_working_day()
    {
        var it = new LimitsCase(Policy("Mon-Fri 09:00-18:00"), [], [], 0, Monday);

        var times = QueuePlan.Of(it.With(), ItemsOf(Monday, new int[5]), Monday);

        Assert.Equal([0, 3, 6, 24, 27], times.Select(time => (time - Monday).TotalHours));
    }

    [Theory]
    [InlineData("Tue-Fri,Sun 02:30-03:15", 8, 27, 500)]
    [InlineData("Mon-Fri 09:00-18:00", 20, 100, 1_620)]
    [InlineData("Mon-Fri 09:00-18:00", 7, 100, 4_628)]
    [InlineData(null, 50, 49, 12_342)]
    public void The_even_pause_is_exact_to_the_second(string? hours, int perDay, int perWeek, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            Budgets.EvenPause(Policy(hours) with { PerDay = perDay, PerWeek = perWeek }, Monday));

    [Fact]
    public void A_pause_of_weeks_does_not_put_the_whole_queue_at_one_instant()
    {
        var it = new LimitsCase(Policy(null), [], [], 0, Monday);
        var until = Monday.AddDays(14);
        var pause = new Cooldown(CooldownKind.Invitations, Reason.PlatformInvitationLimit, Monday, until);

        var times = QueuePlan.Of(it.With(pause), ItemsOf(Monday, new int[3]), Monday);

        Assert.Equal([0, 8, 16], times.Select(time => (time - until).TotalHours));
    }

    [Theory]
    [InlineData(3, 100, null, 25)]
    [InlineData(20, 100, null, 200)]
    [InlineData(50, 200, "Mon-Fri 09:00-18:00", 250)]
    [InlineData(7, 20, "Tue,Sat 22:00-24:00", 40)]
    public void Those_behind_the_planned_repeat_their_last_week(int perDay, int perWeek, string? hours, int planned)
    {
        var policy = Policy(hours) with { PerDay = perDay, PerWeek = perWeek, Gap = TimeSpan.Zero };
        var it = new LimitsCase(policy, [], [], 0, Monday);
        var exact = QueuePlan.Of(it.With(), ItemsOf(Monday, new int[planned * 2]), Monday);
        Assert.True(exact[planned - 1] - exact[0] >= SendHistory.Week);

        Assert.Equal(
            exact.Skip(planned),
            Enumerable.Range(planned, planned)
                .Select(place => QueuePlan.Behind(policy, [.. exact.Take(planned)], place)));
    }

    [Fact]
    public void Those_behind_follow_in_order_and_within_the_budgets() => Queues.Sample(
        (it, pauses, items) =>
        {
            if (items.Length == 0) return;
            var planned = QueuePlan.Of(it.With(pauses), items, it.Now).Order().ToList();

            var behind = Enumerable.Range(items.Length, 100)
                .Select(place => QueuePlan.Behind(it.Policy, planned, place)).ToList();

            Assert.True(behind[0] > planned[^1]);
            Assert.Equal(behind.Order().Distinct(), behind);
            for (var place = it.Policy.PerWeek; place < behind.Count; place++)
            {
                Assert.True(
                    behind[place] - behind[place - it.Policy.PerWeek] >= SendHistory.Week - TimeSpan.FromSeconds(1));
            }
        },
        iter: 200);

    [Fact]
    public void Without_limits_those_behind_leave_with_the_planned()
    {
        var policy = Policy(null) with { IsEnabled = false };

        Assert.Equal(Monday, QueuePlan.Behind(policy, [Monday, Monday], 5_000));
        Assert.Equal(Monday, QueuePlan.Behind(policy, [Monday], 1));
    }

    [Fact]
    public void Items_that_wait_for_a_note_or_for_their_own_time_do_not_hold_up_the_others()
    {
        var it = new LimitsCase(Policy(null), [], [Monday.AddDays(-1)], 0, Monday);
        QueuedItem[] items =
        [
            new(1, Monday, NeedsNote: true), new(2, Monday, false), new(3, Monday.AddDays(3), false),
            new(4, Monday, false),
        ];

        var times = QueuePlan.TimesOf(it.With(), items, Monday);

        Assert.Equal([1, 2, 3, 4], times.Keys.Order());
        Assert.Equal(
            [Monday.AddDays(29), Monday, Monday.AddDays(3), Monday.AddHours(8)],
            items.Select(item => times[item.OperationId]));
    }

    private static LimitsPolicy Policy(string? hours) => new()
    {
        IsEnabled = true,
        PerDay = 3,
        PerWeek = 100,
        Notes = 1,
        Pending = 100,
        Gap = TimeSpan.FromSeconds(20),
        WarmUpDays = 0,
        Hours = hours is null ? null : WorkingHours.Parse(hours),
        Zone = TimeZoneInfo.Utc,
        ConnectedAt = DateTimeOffset.UnixEpoch,
    };

    private static QueuedItem[] ItemsOf(DateTimeOffset now, int[] notBefore) =>
        [.. notBefore.Select((seconds, index) => new QueuedItem(index + 1, now.AddSeconds(seconds), NeedsNote: false))];

    private static DateTimeOffset EndOf(Cooldown[] pauses, DateTimeOffset now) =>
        pauses.Where(pause => pause.Kind != CooldownKind.Notes).Select(pause => pause.Until).Append(now).Max();

    private static LimitsModel After(LimitsCase it, IEnumerable<DateTimeOffset> planned)
    {
        DateTimeOffset[] sent = [.. it.Sent, .. planned];
        return it.Model with { Sent = sent, Last = sent.Length == 0 ? null : sent.Max() };
    }

    /// <summary>The working time of a day divided by what the day can carry, in whole seconds.</summary>
    private static TimeSpan Pause(LimitsCase it, DateTimeOffset at)
    {
        var hours = it.Policy.Hours;
        var from = hours?.From.ToTimeSpan() ?? TimeSpan.Zero;
        var until = hours?.Until.ToTimeSpan() ?? TimeSpan.Zero;
        var seconds = (int)((until > from ? until : until + TimeSpan.FromDays(1)) - from).TotalSeconds;
        var days = hours?.Days.Count(works => works) ?? 7;
        return TimeSpan.FromSeconds(
            Math.Max(seconds / it.Model.Limit(BudgetKind.Day, at), seconds * days / it.Policy.PerWeek));
    }
}
