using CsCheck;
using Overture.Server.Limits;

namespace Overture.Tests.Limits;

/// <summary>Compares the rules with a model that counts, and tries every instant.</summary>
public sealed class BudgetsProperties
{
    private static readonly BudgetKind[] Kinds = Enum.GetValues<BudgetKind>();

    [Fact]
    public void Used_and_remaining_match_the_count() => LimitsCase.All.Sample(
        it =>
        {
            foreach (var kind in Kinds)
            {
                var budget = Budgets.Of(kind, it.Policy, it.History, it.Now);
                Assert.Equal(
                    (kind, it.Model.Limit(kind, it.Now), it.Model.Used(kind, it.Now)),
                    (budget.Kind, budget.Limit, budget.Used));
                Assert.Equal(Math.Max(0, budget.Limit - budget.Used), budget.Remaining);
            }
        },
        iter: 1_000);

    [Fact]
    public void Used_falls_at_the_reset_and_no_earlier() => LimitsCase.All.Sample(
        it =>
        {
            foreach (var kind in Kinds)
            {
                var budget = Budgets.Of(kind, it.Policy, it.History, it.Now);
                if (budget.ResetAt is not { } reset)
                {
                    Assert.True(kind == BudgetKind.Pending || budget.Used == 0);
                    continue;
                }

                Assert.Equal(budget.Used, it.Model.Used(kind, reset.AddTicks(-1)));
                Assert.True(budget.Used == 0 || it.Model.Used(kind, reset) < budget.Used);
                if (kind == BudgetKind.Day) Assert.Equal(it.Model.DayOf(it.Now).AddDays(1), it.Model.DayOf(reset));
            }
        },
        iter: 1_000);

    [Fact]
    public void A_budget_opens_at_the_first_instant_with_room() => LimitsCase.All.Sample(
        it =>
        {
            foreach (var kind in Kinds)
            {
                var expected = it.Model.FirstAt(it.Now, at => it.Model.HasRoom(kind, at));
                Assert.Equal(expected, Budgets.OpensAt(kind, it.Policy, it.History, it.Now));
            }
        },
        iter: 200);

    [Fact]
    public void The_next_slot_is_the_first_instant_at_which_everything_is_open() => Gen.Select(
        LimitsCase.All, Gen.Bool).Sample(
            (it, hasNote) =>
            {
                var expected = it.Model.FirstAt(it.Now, at => it.Model.IsOpen(at, hasNote));

                Assert.Equal(expected, Budgets.NextSlotLeavingPendingAside(it.Policy, it.History, it.Now, hasNote));
                Assert.Equal(
                    it.Pending < it.Policy.Pending ? expected : null,
                    Budgets.NextSlot(it.Policy, it.History, it.Now, hasNote));
            },
            iter: 300);

    [Fact]
    public void Sending_at_every_slot_for_sixty_days_exceeds_no_limit() => Gen.Select(
        LimitsCase.All, Gen.Int[1, 4]).Sample(
            (it, noteEvery) =>
            {
                var history = SendHistory.Empty;
                var (sent, notes) = (new List<DateTimeOffset>(), new List<DateTimeOffset>());
                for (var at = it.Now; at < it.Now.AddDays(60); at = sent[^1])
                {
                    var hasNote = it.Policy.Notes > 0 && sent.Count % noteEvery == 0;
                    at = Budgets.NextSlotLeavingPendingAside(it.Policy, history, at, hasNote)!.Value;
                    AssertAllowed(it.Policy, sent, notes, at, hasNote);
                    history.Add(at, hasNote);
                    sent.Add(at);
                    if (hasNote) notes.Add(at);
                }

                Assert.NotEmpty(sent);
            },
            iter: 40);

    [Fact]
    public void The_budget_of_a_day_grows_to_its_full_size_while_warming_up() => LimitsCase.All.Sample(
        it =>
        {
            var first = LocalTime.DateOf(it.Policy.ConnectedAt, it.Policy.Zone);
            var days = Enumerable.Range(0, it.Policy.WarmUpDays + 3)
                .Select(day => LocalTime.StartOf(first.AddDays(day), it.Policy.Zone))
                .ToList();
            var limits = days.Select(it.Policy.DayLimitAt).ToList();

            Assert.Equal(days.Select(day => it.Model.Limit(BudgetKind.Day, day)), limits);
            Assert.Equal(limits.Order(), limits);
            Assert.All(limits, limit => Assert.InRange(limit, 1, it.Policy.PerDay));
            Assert.All(limits.Skip(it.Policy.WarmUpDays), limit => Assert.Equal(it.Policy.PerDay, limit));
            if (it.Policy.WarmUpDays > 0 && it.Policy.PerDay > it.Policy.WarmUpDays)
            {
                Assert.True(limits[it.Policy.WarmUpDays - 1] < it.Policy.PerDay);
            }

            Assert.Equal(limits[0], it.Policy.DayLimitAt(it.Policy.ConnectedAt.AddDays(-5)));
        },
        iter: 300);

    /// <summary>Checks one instant against everything that was ever sent, of which the model forgets nothing.</summary>
    private static void AssertAllowed(
        LimitsPolicy policy, List<DateTimeOffset> sent, List<DateTimeOffset> notes, DateTimeOffset at, bool hasNote)
    {
        var model = new LimitsModel(policy, sent, notes, 0, sent.Count == 0 ? null : sent[^1]);
        Assert.True(sent.Count == 0 || at >= sent[^1]);
        Assert.True(sent.Count == 0 || at - sent[^1] >= policy.Gap, $"gap at {at:O}");
        Assert.True(sent.Count(one => at - one < TimeSpan.FromDays(7)) < policy.PerWeek, $"week at {at:O}");
        var today = sent.Count(one => model.DayOf(one) == model.DayOf(at));
        Assert.True(today < model.Limit(BudgetKind.Day, at), $"day at {at:O}");
        var recentNotes = notes.Count(one => at - one < TimeSpan.FromDays(30));
        Assert.True(!hasNote || recentNotes < policy.Notes, $"notes at {at:O}");
        Assert.True(model.IsInHours(at), $"hours at {at:O}");
    }
}
