using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Limits;

/// <summary>Budgets as a caller meets them: what counts, what does not, and what <c>limits</c> says of it.</summary>
public sealed class LimitsTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData(false, 20, 100, 5, 200)]
    [InlineData(true, 30, 150, 650, 300)]
    public async Task An_account_begins_with_the_defaults(bool isPremium, int day, int week, int notes, int noteLength)
    {
        var account = isPremium ? await fixture.ConnectPremiumAsync() : await fixture.ConnectAsync();

        var limits = await fixture.Gateway.LimitsAsync(account.Id);

        Assert.Equal(
            ["pending", "week", "day", "notes"],
            limits["budgets"]!.AsArray().Select(budget => budget!["name"]!.GetValue<string>()));
        Assert.Equal(
            [500, week, day, notes],
            limits["budgets"]!.AsArray().Select(budget => budget!["limit"]!.GetValue<int>()));
        Assert.All(limits["budgets"]!.AsArray(), budget => Assert.Equal(0, budget!["used"]!.GetValue<int>()));
        Assert.Equal((0, noteLength), (limits["gap_seconds"]!.GetValue<int>(), limits["note_length"]!.GetValue<int>()));
        Assert.Equal(("UTC", 0), (limits["time_zone"]!.GetValue<string>(), limits["queued"]!.GetValue<int>()));
        Assert.Empty(limits["cooldowns"]!.AsArray());
    }

    [Fact]
    public async Task What_is_sent_counts_and_the_last_place_is_the_last()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.LimitAsync(account.Id, ("per_day", 2), ("notes", 1));

        Assert.Equal(200, (await fixture.Gateway.InviteAsync(account.Id, "person-1", "Hello")).Status);
        Assert.Equal("note_quota", (await fixture.Gateway.InviteAsync(account.Id, "person-2", "Hello")).Reason);
        Assert.Equal(200, (await fixture.Gateway.InviteAsync(account.Id, "person-2")).Status);
        var refused = await fixture.Gateway.InviteAsync(account.Id, "person-3");

        Assert.Equal("daily_limit", refused.Reason);
        Assert.Equal(
            fixture.Gateway.Time.GetUtcNow().UtcDateTime.Date.AddDays(1),
            refused.Error["retry_at"]!.GetValue<DateTimeOffset>().UtcDateTime);
        var limits = await fixture.Gateway.LimitsAsync(account.Id);
        Assert.Equal((2, 0), UsedAndLeft(limits, "day"));
        Assert.Equal((2, 98), UsedAndLeft(limits, "week"));
        Assert.Equal((1, 0), UsedAndLeft(limits, "notes"));
        Assert.Equal((2, 498), UsedAndLeft(limits, "pending"));
        Assert.Equal(2, (await fixture.ArrivedFromAsync(account)).Count);
    }

    [Fact]
    public async Task What_the_platform_refused_and_who_is_connected_take_no_place()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.LimitAsync(account.Id, ("per_day", 1));

        Assert.Equal("not_invitable", (await fixture.Gateway.InviteAsync(account.Id, "not-invitable")).Reason);
        Assert.Equal(200, (await fixture.Gateway.InviteAsync(account.Id, "accepts-now")).Status);
        Assert.Equal("daily_limit", (await fixture.Gateway.InviteAsync(account.Id, "person-4")).Reason);

        // No budget is needed where nothing has to be sent.
        foreach (var slug in (string[])["already-connected", "accepts-now"])
        {
            var connected = await fixture.Gateway.InviteAsync(account.Id, slug);
            Assert.Equal("already_connected", connected.Data["status"]!.GetValue<string>());
        }

        var limits = await fixture.Gateway.LimitsAsync(account.Id);
        Assert.Equal((1, 0), UsedAndLeft(limits, "day"));
        Assert.Equal((0, 500), UsedAndLeft(limits, "pending"));
    }

    [Fact]
    public async Task An_invitation_sent_by_hand_counts_once_it_is_seen()
    {
        var account = await fixture.ConnectAsync();

        for (var look = 0; look < 3; look++)
        {
            Assert.Equal("already_invited", (await fixture.Gateway.InviteAsync(account.Id, "already-invited")).Reason);
        }

        var limits = await fixture.Gateway.LimitsAsync(account.Id);
        Assert.Equal((1, 19), UsedAndLeft(limits, "day"));
        Assert.Equal((1, 499), UsedAndLeft(limits, "pending"));
    }

    [Fact]
    public async Task Ours_is_not_taken_for_one_sent_by_hand()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.InviteAsync(account.Id, "person-5");

        Assert.Equal("already_invited", (await fixture.Gateway.InviteAsync(account.Id, "person-5")).Reason);

        Assert.Equal((1, 19), UsedAndLeft(await fixture.Gateway.LimitsAsync(account.Id), "day"));
    }

    [Theory]
    [InlineData("per_day", 51)]
    [InlineData("per_day", 0)]
    [InlineData("per_week", 201)]
    [InlineData("notes", -1)]
    [InlineData("pending", 1_501)]
    [InlineData("gap_seconds", 86_401)]
    [InlineData("warm_up_days", 366)]
    [InlineData("working_hours", "9-5")]
    [InlineData("working_hours", "22:00-22:00")]
    [InlineData("time_zone", "Mars/Olympus")]
    [InlineData("per_day", "many")]
    public async Task Limits_of_its_own_stay_within_the_operators_bounds(string name, object value)
    {
        var account = await fixture.ConnectAsync();

        var answer = await fixture.Gateway.ActAsync(
            account.Id, "set_limits", new JsonObject { [name] = value is int number ? number : (string)value });

        Assert.Equal((400, "invalid_parameter"), (answer.Status, answer.Reason));
        Assert.Contains(name, answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null((await fixture.Gateway.LimitsAsync(account.Id))["own"]);
    }

    [Fact]
    public async Task Limits_of_its_own_replace_all_that_were_set_before()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.LimitAsync(
            account.Id, ("per_day", 7), ("working_hours", "Mon-Fri 09:00-18:00"), ("time_zone", "Europe/Paris"),
            ("gap_seconds", 30));
        var limits = await fixture.Gateway.LimitsAsync(account.Id);
        Assert.Equal(
            (7, "Mon-Fri 09:00-18:00", "Europe/Paris", 30),
            (Acting.BudgetOf(limits, "day")["limit"]!.GetValue<int>(), limits["working_hours"]!.GetValue<string>(),
                limits["time_zone"]!.GetValue<string>(), limits["gap_seconds"]!.GetValue<int>()));

        await fixture.Gateway.LimitAsync(account.Id);

        limits = await fixture.Gateway.LimitsAsync(account.Id);
        Assert.Equal(20, Acting.BudgetOf(limits, "day")["limit"]!.GetValue<int>());
        Assert.Null(limits["working_hours"]);
        Assert.Null(limits["own"]);
    }

    [Fact]
    public async Task A_paused_account_rests_and_is_listed_as_inactive()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.LimitAsync(account.Id, ("paused", true));

        Assert.Equal("account_paused", (await fixture.Gateway.InviteAsync(account.Id, "person-6")).Reason);
        var item = (await fixture.Gateway.GetAsync($"/v2/accounts/{account.Id}")).Data;
        Assert.Equal((false, "inactive", "account_paused"), (
            item["is_active"]!.GetValue<bool>(), item["status"]!.GetValue<string>(),
            item["reason"]!.GetValue<string>()));

        await fixture.Gateway.LimitAsync(account.Id);
        Assert.Equal(200, (await fixture.Gateway.InviteAsync(account.Id, "person-6")).Status);
    }

    private static (int Used, int Left) UsedAndLeft(JsonNode limits, string name)
    {
        var budget = Acting.BudgetOf(limits, name);
        return (budget["used"]!.GetValue<int>(), budget["remaining"]!.GetValue<int>());
    }
}
