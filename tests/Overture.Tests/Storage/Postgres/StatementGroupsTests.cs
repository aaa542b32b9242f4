using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;

namespace Overture.Tests.Storage.Postgres;

public sealed class StatementGroupsTests
{
    [Fact]
    public void Statements_of_one_text_run_together_whatever_their_steps()
    {
        var groups = StatementGroups.Of([Step(2, "p_1"), Step(1, "p_2"), Step(3, "p_3")]);

        Assert.Equal(["fence", "see", "intend", "pay"], groups.Select(group => group.First.Sql));
        Assert.Equal([1, 0, 2], groups[0].Rows.Select(row => row.Step));
        Assert.Equal([0, 1, 2], groups[1].Rows.Select(row => row.Step));
    }

    [Fact]
    public void A_row_knows_its_place_in_its_step()
    {
        var groups = StatementGroups.Of([Step(2, "p_1"), Step(1, "p_2")]);

        Assert.Equal([(1, 0), (0, 0)], Places(groups[0]));
        Assert.Equal([(0, 1), (1, 1)], Places(groups[1]));
        Assert.Equal([(0, 2), (1, 2)], Places(groups[2]));
        Assert.Equal([(1, 3)], Places(groups[3]));
    }

    [Fact]
    public void Nothing_overtakes_anything_within_a_step()
    {
        var groups = StatementGroups.Of(
            [
                new CommitStep(Own("intend", "a"), Own("enter", "a")),
                new CommitStep(Own("close", "b"), Own("intend", "b"), Own("enter", "b")),
                new CommitStep(Own("resolve", "c"), Own("enter", "c")),
            ]);

        var order = groups.SelectMany(group => group.Rows.Select(row => (row.Step, group.First.Sql))).ToList();
        Assert.Equal(["intend", "enter"], order.Where(entry => entry.Step == 0).Select(entry => entry.Sql));
        Assert.Equal(["close", "intend", "enter"], order.Where(entry => entry.Step == 1).Select(entry => entry.Sql));
        Assert.Equal(["resolve", "enter"], order.Where(entry => entry.Step == 2).Select(entry => entry.Sql));
    }

    [Fact]
    public void Rows_of_one_text_in_one_step_are_one_statement()
    {
        var step = new CommitStep([.. Enumerable.Range(0, 1_000).Select(row => Own("queue", $"row {row}"))]);

        var group = Assert.Single(StatementGroups.Of([step]));

        Assert.Equal(Enumerable.Range(0, 1_000).Select(place => (0, place)), Places(group));
    }

    [Fact]
    public void Two_changes_of_one_row_by_one_step_are_two_statements()
    {
        var groups = StatementGroups.Of(
            [
                new CommitStep(Own("count", "a"), Own("count", "a"), Own("count", "b")),
                new CommitStep(Own("count", "c")),
            ]);

        // PostgreSQL refuses an INSERT … ON CONFLICT DO UPDATE that meets one row twice.
        Assert.Equal([[(0, 0), (1, 0)], [(0, 1), (0, 2)]], groups.Select(Places));
    }

    [Fact]
    public void Rows_of_one_chain_in_one_step_are_one_statement()
    {
        var step = new CommitStep(
            [.. Enumerable.Range(1, 3).Select(number => new Statement("append", 7L, (long)number) { KeyLength = 2 })]);

        Assert.Equal([(0, 0), (0, 1), (0, 2)], Places(Assert.Single(StatementGroups.Of([step]))));
    }

    [Fact]
    public void Amounts_of_one_balance_are_summed_and_the_last_step_stands_for_the_sum()
    {
        var groups = StatementGroups.Of(
            [
                new CommitStep(Pay(2, -5)), new CommitStep(Pay(1, -1)), new CommitStep(Pay(1, -2)),
                new CommitStep(Own("other", "x"), Pay(2, -7)),
            ]);

        var group = Assert.Single(groups, group => group.First.Sql == "pay");

        Assert.Equal(
            [(1L, -3L, 2, 0), (2L, -12L, 3, 1)],
            group.Rows.Select(row => (row.Values[0].Number!.Value, row.Values[1].Number!.Value, row.Step, row.Place)));
    }

    [Fact]
    public void Summing_leaves_the_statements_of_the_steps_as_they_are()
    {
        CommitStep[] steps = [new(Pay(1, -1)), new(Pay(1, -2))];

        StatementGroups.Of(steps);

        Assert.Equal([-1L, -2L], steps.Select(step => step.Statements[0].Values[1].Number));
    }

    [Fact]
    public void Of_several_unguarded_changes_of_a_shared_row_the_last_one_stays()
    {
        var groups = StatementGroups.Of(
            [
                new CommitStep(See("p_1", "old")), new CommitStep(See("p_2", "other")),
                new CommitStep(See("p_1", "new")),
            ]);

        Assert.Equal(
            [("p_1", "new", 2), ("p_2", "other", 1)],
            Assert.Single(groups).Rows.Select(row => (row.Values[0].Text, row.Values[1].Text, row.Step)));
    }

    [Fact]
    public void Guarded_changes_of_one_shared_row_are_groups_of_their_own()
    {
        var groups = StatementGroups.Of(
            [new CommitStep(Take(1, "k")), new CommitStep(Take(1, "k")), new CommitStep(Take(1, "l"))]);

        // The second finds what the first has taken and is refused, and not the first.
        Assert.Equal([[0], [1, 2]], groups.Select(group => group.Rows.Select(row => row.Step)));
        Assert.All(groups, group => Assert.True(group.First.IsGuard));
    }

    [Fact]
    public void A_key_of_two_values_is_the_same_only_if_both_are()
    {
        var groups = StatementGroups.Of(
            [new CommitStep(Take(1, "k")), new CommitStep(Take(2, "k")), new CommitStep(Take(1, "l"))]);

        Assert.Equal([0, 2, 1], Assert.Single(groups).Rows.Select(row => row.Step));
    }

    [Fact]
    public void Fences_of_one_account_in_one_batch_are_one_statement()
    {
        var groups = StatementGroups.Of([new CommitStep(Fence(1)), new CommitStep(Fence(1)), new CommitStep(Fence(0))]);

        Assert.Equal([2, 0, 1], Assert.Single(groups).Rows.Select(row => row.Step));
    }

    [Fact]
    public void The_same_text_with_and_without_a_guard_is_two_groups()
    {
        var groups = StatementGroups.Of(
            [new CommitStep(Own("leave", "a")), new CommitStep(Own("leave", "b") with { IsGuard = false })]);

        Assert.Equal([true, false], groups.Select(group => group.First.IsGuard));
    }

    [Fact]
    public void A_refund_between_two_debits_of_one_balance_keeps_its_place()
    {
        var groups = StatementGroups.Of(
            [
                new CommitStep(Pay(1, -1)), new CommitStep(Pay(1, 5) with { IsGuard = false }),
                new CommitStep(Pay(1, -2)),
            ]);

        Assert.Equal([-1L, 5L, -2L], groups.Select(group => Assert.Single(group.Rows).Values[1].Number));
        Assert.Equal([true, false, true], groups.Select(group => group.First.IsGuard));
    }

    [Fact]
    public void Shared_rows_are_locked_in_one_order_whatever_the_order_within_the_steps()
    {
        Statement[] statements =
        [
            Fence(1), See("p", "x"), Own("intend", "a"), Take(1, "k"),
            new Statement("answer", 1L, 2L) { Locks = Locks.TakenIdempotencyKey, KeyLength = 2 },
            new Statement("use", 1L, 1L) { Locks = Locks.KeyUsage, Adds = true }, Pay(1, -1),
        ];
        var expected = statements.Select(statement => statement.Sql).ToList();

        Assert.Equal(
            Enum.GetValues<Locks>().Order(), statements.Select(statement => statement.Locks).Distinct());
        Assert.Equal(expected, Texts(new CommitStep(statements)));
        Assert.Equal(expected, Texts(new CommitStep([.. statements.Reverse()])));
        Assert.Equal(
            expected,
            StatementGroups.Of([.. statements.Reverse().Select(statement => new CommitStep(statement))])
                .Select(group => group.First.Sql));
    }

    [Fact]
    public void Rows_of_one_lock_are_in_the_order_of_their_keys()
    {
        var groups = StatementGroups.Of([.. new long[] { 5, 3, 9, 3, 1 }.Select(key => new CommitStep(Pay(key, -1)))]);

        Assert.Equal([1L, 3L, 5L, 9L], Assert.Single(groups).Rows.Select(row => row.Values[0].Number));
    }

    [Fact]
    public void No_steps_are_no_groups() => Assert.Empty(StatementGroups.Of([]));

    private static IEnumerable<string> Texts(CommitStep step) =>
        StatementGroups.Of([step]).Select(group => group.First.Sql);

    private static IEnumerable<(int Step, int Place)> Places(StatementGroup group) =>
        group.Rows.Select(row => (row.Step, row.Place));

    private static CommitStep Step(long account, string person) =>
        new(Fence(account), See(person, "slug"), Own("intend", $"{account}"), Pay(1, -1));

    private static Statement Fence(long account) => new("fence", account, 1L) { IsGuard = true, Locks = Locks.Account };

    private static Statement See(string person, string slug) => new("see", person, slug) { Locks = Locks.Person };

    private static Statement Own(string sql, string key) => new(sql, key) { IsGuard = true };

    private static Statement Take(long workspace, string key) =>
        new("take", workspace, key) { IsGuard = true, Locks = Locks.IdempotencyKey, KeyLength = 2 };

    private static Statement Pay(long workspace, long credits) =>
        new("pay", workspace, credits) { IsGuard = true, Locks = Locks.Balance, Adds = true };
}
