using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;

namespace Overture.Tests.Storage;

public sealed class StatementGroupsTests
{
    [Fact]
    public void Statements_of_one_text_travel_together_whatever_the_steps()
    {
        var groups = StatementGroups.Of([Step("acc_2", "p_1"), Step("acc_1", "p_2"), Step("acc_3", "p_3")]);
        Assert.Equal(["fence", "see", "intend", "pay"], groups.Select(group => group.Sql));
        Assert.Equal([1, 0, 2], groups[0].Rows.Select(row => row.Step));
        Assert.Equal([0, 1, 2], groups[1].Rows.Select(row => row.Step));
    }

    [Fact]
    public void Within_a_step_nothing_overtakes_anything()
    {
        var groups = StatementGroups.Of(
        [
            new CommitStep(Own("intend", "a"), Own("enter", "a")),
            new CommitStep(Own("close", "b"), Own("intend", "b"), Own("enter", "b")),
            new CommitStep(Own("settle", "c"), Own("enter", "c")),
        ]);
        var order = groups.SelectMany(group => group.Rows.Select(row => (row.Step, group.Sql))).ToList();
        Assert.Equal(["intend", "enter"], order.Where(entry => entry.Step == 0).Select(entry => entry.Sql));
        Assert.Equal(["close", "intend", "enter"], order.Where(entry => entry.Step == 1).Select(entry => entry.Sql));
        Assert.Equal(["settle", "enter"], order.Where(entry => entry.Step == 2).Select(entry => entry.Sql));
    }

    [Fact]
    public void What_is_taken_off_one_balance_is_added_up_and_the_last_stands_for_it()
    {
        var group = Assert.Single(StatementGroups.Of(
            [new CommitStep(Pay("ws_2", 5)), new CommitStep(Pay("ws_1", 1)), new CommitStep(Pay("ws_1", 2)), new CommitStep(Pay("ws_2", 7))]));
        Assert.Equal(
            [("ws_1", 3L, 2), ("ws_2", 12L, 3)], group.Rows.Select(row => (row.Values[0].Text!, row.Values[1].Number!.Value, row.Step)));
    }

    [Fact]
    public void The_same_text_with_a_guard_and_without_one_is_not_one_group()
    {
        var groups = StatementGroups.Of(
            [new CommitStep(Own("leave", "a")), new CommitStep(Own("leave", "b") with { Guard = Guard.None })]);
        Assert.Equal([true, false], groups.Select(group => group.IsGuarded));
    }

    private static CommitStep Step(string account, string person) => new(
        new Statement("fence", Guard.Fence, account, 1L) { Locks = Locks.Account },
        new Statement("see", Guard.None, person, "slug") { Locks = Locks.Person },
        Own("intend", account),
        Pay("ws_1", 1));

    private static Statement Own(string sql, string key) => new(sql, Guard.State, key);

    private static Statement Pay(string workspace, long credits) =>
        new("pay", Guard.Balance, workspace, credits) { Locks = Locks.Balance };
}
