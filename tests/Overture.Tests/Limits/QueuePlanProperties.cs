using CsCheck;
using Overture.Client.Contract;
using Overture.Server.Limits;
using Overture.Server.Queue;
using Overture.Server.Storage.Rows;

namespace Overture.Tests.Limits;

public sealed class QueuePlanProperties
{
    private static readonly Gen<(LimitsCase It, Cooldown[] Pauses, QueuedItem[] Items)> Queues =
        from it in LimitsCase.All
        from pauses in LimitsCase.PausesAt(it.Now)
        from notBefore in Gen.OneOf(Gen.Const(0), Gen.Int[-86_400, 86_400]).Array[0, 12]
        select (it, pauses, notBefore.Select((seconds, index) => new QueuedItem($"op_{index}", it.Now.AddSeconds(seconds), false)).ToArray());

    [Fact]
    public void A_plan_keeps_every_limit_and_the_order_of_those_whose_time_has_come() => Queues.Sample(
        (it, pauses, items) =>
        {
            var times = QueuePlan.Of(it.With(pauses), items, it.Now);

            Assert.Equal(items.Length, times.Count);
            var inTime = times.Order().ToList();
            for (var index = 0; index < times.Count; index++)
            {
                var model = After(it, inTime.Take(index));
                Assert.True(times[index] >= it.Now && times[index] >= items[index].NotBefore, $"too early: {times[index]:O}");
                Assert.True(times[index] >= EndOf(pauses, it.Now), $"in a pause: {times[index]:O}");
                Assert.True(model.IsOpen(inTime[index], hasNote: false), $"not open: {inTime[index]:O}");
                // Nobody is passed who could have left instead.
                Assert.DoesNotContain(
                    Enumerable.Range(0, index), before => items[before].NotBefore <= times[index] && times[before] > times[index]);
            }
        },
        iter: 200);

    [Fact]
    public void Two_of_one_day_are_a_fair_part_of_it_apart() => Queues.Sample(
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
    public void Each_leaves_at_the_first_instant_that_is_fair() => Queues.Sample(
        (it, pauses, items) =>
        {
            var planned = items.Zip(QueuePlan.Of(it.With(pauses), items, it.Now)).OrderBy(pair => pair.Second).ToList();
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
    public void The_next_may_leave_when_its_plan_says_so_unless_too_many_are_pending() => Queues.Sample(
        (it, pauses, _) =>
        {
            var expected = QueuePlan.Of(it.With(pauses), [new QueuedItem("op", it.Now, false)], it.Now).Single();

            Assert.Equal(
                it.Pending < it.Policy.Pending ? expected : null, QueuePlan.NextAt(it.With(pauses), it.Now, hasNote: false));
        },
        iter: 200);

    [Fact]
    public void Without_limits_only_pauses_and_times_of_their_own_hold_the_queue_up() => Queues.Sample((it, pauses, items) =>
    {
        var standing = (it with { Policy = it.Policy with { IsEnabled = false }, Sent = [] }).With(pauses);
        foreach (var (item, time) in items.Zip(QueuePlan.Of(standing, items, it.Now)))
            Assert.Equal(new[] { it.Now, item.NotBefore, EndOf(pauses, it.Now) }.Max(), time);

        Assert.Equal(EndOf(pauses, it.Now), QueuePlan.NextAt(standing, it.Now, hasNote: false));
    });

    [Fact]
    public void A_working_day_is_shared_out_evenly()
    {
        var monday = new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
        var it = new LimitsCase(Policy("Mon-Fri 09:00-18:00"), [], [], 0, monday);

        var times = QueuePlan.Of(it.With(), Items(monday, 5), monday);

        Assert.Equal([0, 3, 6, 24, 27], times.Select(time => (time - monday).TotalHours));
    }

    [Fact]
    public void A_pause_of_weeks_does_not_put_the_queue_at_one_instant()
    {
        var monday = new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
        var it = new LimitsCase(Policy(null), [], [], 0, monday);
        var until = monday.AddDays(14);

        var times = QueuePlan.Of(
            it.With(new Cooldown(CooldownKind.Invitations, Reason.PlatformInvitationLimit, monday, until)), Items(monday, 3), monday);

        Assert.Equal([0, 8, 16], times.Select(time => (time - until).TotalHours));
    }

    [Fact]
    public void One_that_waits_for_a_note_or_for_a_time_of_its_own_is_passed_by_those_behind_it()
    {
        var monday = new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
        var it = new LimitsCase(Policy(null), [], [monday.AddDays(-1)], 0, monday);
        QueuedItem[] items =
        [
            new("note", monday, true), new("plain", monday, false), new("later", monday.AddDays(3), false), new("last", monday, false),
        ];

        var times = QueuePlan.Of(it.With(), items, monday);

        Assert.Equal([monday.AddDays(29), monday, monday.AddDays(3), monday.AddHours(8)], times);
    }

    private static LimitsPolicy Policy(string? hours) => new()
    {
        IsEnabled = true, PerDay = 3, PerWeek = 100, Notes = 1, Pending = 100, Gap = TimeSpan.FromSeconds(20), WarmUpDays = 0,
        Hours = hours is null ? null : WorkingHours.Parse(hours), Zone = TimeZoneInfo.Utc, ConnectedAt = DateTimeOffset.UnixEpoch,
    };

    private static QueuedItem[] Items(DateTimeOffset at, int count) =>
        [.. Enumerable.Range(0, count).Select(index => new QueuedItem($"op_{index}", at, false))];

    private static DateTimeOffset EndOf(Cooldown[] pauses, DateTimeOffset now) =>
        pauses.Where(pause => pause.Kind != CooldownKind.Notes).Select(pause => pause.Until).Append(now).Max();

    private static LimitsModel After(LimitsCase it, IEnumerable<DateTimeOffset> planned)
    {
        DateTimeOffset[] sent = [.. it.Sent, .. planned];
        return it.Model with { Sent = sent, Last = sent.Length == 0 ? null : sent.Max() };
    }

    /// <summary>The working time of a day over what it may carry, in whole seconds.</summary>
    private static TimeSpan Pause(LimitsCase it, DateTimeOffset at)
    {
        var hours = it.Policy.Hours;
        var (from, until) = (hours?.From.ToTimeSpan() ?? TimeSpan.Zero, hours?.Until.ToTimeSpan() ?? TimeSpan.Zero);
        var length = ((until == TimeSpan.Zero ? TimeSpan.FromDays(1) : until) - from).TotalSeconds;
        var days = hours?.Days.Count(works => works) ?? 7;
        return TimeSpan.FromSeconds(Math.Floor(length / Math.Min(it.Model.Limit(BudgetKind.Day, at), it.Policy.PerWeek / (double)days)));
    }
}
