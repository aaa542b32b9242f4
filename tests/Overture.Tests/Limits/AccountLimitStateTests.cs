using Microsoft.Extensions.Time.Testing;
using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Events;
using Overture.Server.Limits;
using Overture.Server.Storage;

namespace Overture.Tests.Limits;

public sealed class AccountLimitStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly UnknownAnswer Gone = new("Send 410 -", null);
    private static readonly UnknownAnswer Odd = new("Resolve 200 shape", null);

    [Theory]
    [InlineData(3, 2, false)]
    [InlineData(2, 2, true)]
    [InlineData(1, 1, true)]
    public void Each_unknown_answer_of_a_step_counts_and_the_breaker_opens_once(int threshold, int answers, bool opens)
    {
        var state = StateOf(threshold);
        var step = Step();

        state.Record(step, new AccountSignal(null, Gone));
        state.Record(step, new AccountSignal(null, Gone));

        Assert.Null(state.Breaker);
        Assert.Equal(
            opens ? [EventType.BreakerOpened] : [],
            step.Events.Select(happened => happened.Type));
        step.Apply();
        Assert.Equal((Gone.Kind, answers), (state.Breaker!.Kind, state.Breaker.Answers));
        Assert.Equal(opens, state.Breaker.OpenedAt is not null);
    }

    [Fact]
    public void An_answer_of_another_kind_in_the_same_step_begins_the_count_anew()
    {
        var state = StateOf(threshold: 2);
        var step = Step();

        state.Record(step, new AccountSignal(null, Gone));
        state.Record(step, new AccountSignal(null, Odd));

        Assert.Empty(step.Events);
        step.Apply();
        Assert.Equal((Odd.Kind, 1), (state.Breaker!.Kind, state.Breaker.Answers));
    }

    [Fact]
    public void A_step_that_was_not_committed_leaves_no_count()
    {
        var state = StateOf(threshold: 2);
        state.Record(Step(), new AccountSignal(null, Gone));
        var next = Step();

        state.Record(next, new AccountSignal(null, Gone));

        Assert.Empty(next.Events);
        next.Apply();
        Assert.Equal(1, state.Breaker!.Answers);
    }

    [Fact]
    public void Adopted_limits_leave_everything_else_as_it_was()
    {
        var state = StateOf(threshold: 2);
        var cooldown = new Cooldown(CooldownKind.Notes, Reason.NoteQuota, Now, Now.AddDays(1));
        state.Begin(cooldown);
        var history = state.History;

        state.Adopt(state.Policy with { PerDay = 1 }, new AccountLimits { Paused = true });

        Assert.Equal((1, Reason.AccountPaused), (state.Policy.PerDay, state.Paused!.Reason));
        Assert.Same(history, state.History);
        Assert.Equal(cooldown, state.CooldownAt(CooldownKind.Notes, Now));
        state.Adopt(state.Policy, null);
        Assert.Null(state.Paused);
    }

    private static AccountStep Step() => new(new Statement("fence"));

    private static AccountLimitState StateOf(int threshold) => new(
        new LimitsPolicy
        {
            IsEnabled = true,
            PerDay = 3,
            PerWeek = 20,
            Notes = 1,
            Pending = 100,
            Gap = TimeSpan.Zero,
            WarmUpDays = 0,
            Zone = TimeZoneInfo.Utc,
            ConnectedAt = Now,
        },
        SendHistory.Empty, [], null)
    {
        // Nothing is read in these tests.
        Records = new LimitRecords(1, null!, null!, threshold, new FakeTimeProvider(Now)),
    };
}
