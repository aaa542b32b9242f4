using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Audit;
using Overture.Server.Events;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Tests.Accounts.Runtime;

public sealed class AccountStepTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guard Listed = new("listed", _ => new Refusal(Reason.DoNotContact));
    private static readonly Guard Claimed = new(
        "claimed", now => new Refusal(Reason.ClaimedByTeammate) { RetryAt = now });

    [Fact]
    public void A_step_begins_with_the_fence()
    {
        var step = Step();

        var fence = Assert.Single(step.Statements);
        Assert.Equal(("fence", true), (fence.Sql, fence.IsGuard));
        Assert.Same(Guard.Fence, step.GuardAt(0));
    }

    [Fact]
    public void Statements_keep_their_order()
    {
        var step = Step()
            .Write(new Statement("a"), new Statement("b"))
            .Require(Listed, new Statement("c"))
            .Write([])
            .Write(Enumerable.Range(1, 2).Select(row => new Statement($"d{row}")))
            .Require(Claimed, new Statement("e"));

        Assert.Equal(["fence", "a", "b", "c", "d1", "d2", "e"], step.Statements.Select(statement => statement.Sql));
    }

    [Fact]
    public void Each_guard_is_found_at_the_place_of_its_statement()
    {
        var step = Step()
            .Write(new Statement("a"))
            .Require(Listed, new Statement("b"))
            .Write(new Statement("c"))
            .Require(Claimed, new Statement("d"));

        Assert.Equal(
            [Guard.Fence, null, Listed, null, Claimed],
            Enumerable.Range(0, step.Statements.Count).Select(step.GuardAt));
    }

    [Fact]
    public void A_condition_is_evaluated_when_asked_and_the_first_unmet_one_names_the_guard()
    {
        var isOpen = true;
        var step = Step().While(Listed, () => isOpen).While(Claimed, () => false).While(Guard.Key, () => false);

        Assert.Null(Step().FindUnmet());
        Assert.Same(Claimed, step.FindUnmet());
        isOpen = false;
        Assert.Same(Listed, step.FindUnmet());
    }

    [Fact]
    public void A_commit_that_no_guard_refused_has_none() =>
        Assert.Null(Step().GuardAt(new CommitResult(CommitVerdict.Committed).RefusedBy));

    [Fact]
    public void Requiring_makes_a_statement_a_guard_and_writing_leaves_it_as_it_is()
    {
        var plain = new Statement("x", 1L) { Locks = Locks.Balance, KeyLength = 2, Adds = true };

        var step = Step().Require(Listed, plain).Write(plain, plain with { IsGuard = true });

        Assert.Equal([true, true, false, true], step.Statements.Select(statement => statement.IsGuard));
        Assert.Equal(plain with { IsGuard = true }, step.Statements[1]);
        Assert.Null(step.GuardAt(3));
    }

    [Fact]
    public void Audit_rows_and_events_keep_their_order()
    {
        var one = new AuditEntry("invite", AuditDecision.Sent);
        var two = new AuditEntry("invite", AuditDecision.Refused);
        var three = new AuditEntry("set_limits", AuditDecision.Changed);
        var first = new AccountEvent(EventType.LimitReached, Now);
        var second = new AccountEvent(EventType.BreakerOpened, Now);

        var step = Step().Audit(one, two).Event(first).Audit(three).Event(second);

        Assert.Equal([one, two, three], step.Entries);
        Assert.Equal([first, second], step.Events);
        Assert.Single(step.Statements);
    }

    [Fact]
    public void Changes_of_memory_wait_for_the_commit_and_keep_their_order()
    {
        var changes = new List<int>();
        var step = Step().Then(() => changes.Add(1)).Write(new Statement("a")).Then(() => changes.Add(2));
        Assert.Empty(changes);

        step.Apply();

        Assert.Equal([1, 2], changes);
    }

    [Fact]
    public void A_guard_names_itself_and_its_refusal()
    {
        Assert.Equal("claimed", Claimed.ToString());
        Assert.Equal((Reason.ClaimedByTeammate, Now), (Claimed.Refusal(Now).Reason, Claimed.Refusal(Now).RetryAt));
        Assert.Equal(Refusal.Busy(Now), Guard.Fence.Refusal(Now));
        Assert.Equal(Refusal.InProgress(Now), Guard.Key.Refusal(Now));
    }

    [Fact]
    public void The_result_of_a_step_has_the_refusal_of_its_guard_and_is_busy_without_one()
    {
        Assert.Equal(Reason.DoNotContact, new StepResult(CommitVerdict.Refused, Listed).Refusal(Now).Reason);
        Assert.Equal(Refusal.Busy(Now), new StepResult(CommitVerdict.Busy).Refusal(Now));
        Assert.Equal(Refusal.Busy(Now), new StepResult(CommitVerdict.Failed).Refusal(Now));
    }

    [Theory]
    [InlineData("Committed", true, false)]
    [InlineData("Refused", false, false)]
    [InlineData("Busy", false, false)]
    [InlineData("Failed", false, true)]
    public void Only_a_failed_store_leaves_it_open_whether_the_step_is_durable(
        string verdict, bool isCommitted, bool isUncertain)
    {
        var result = new StepResult(Enum.Parse<CommitVerdict>(verdict));

        Assert.Equal((isCommitted, isUncertain), (result.IsCommitted, result.IsUncertain));
    }

    private static AccountStep Step() => new(new Statement("fence", 1L, 2L) { Locks = Locks.Account });
}
