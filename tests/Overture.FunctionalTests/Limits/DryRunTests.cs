using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Limits;

/// <summary>A dry run says what the real call would come to, and does nothing.</summary>
public sealed class DryRunTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static readonly string[] Gates =
    [
        "account", "note_length", "note_placeholder", "credits", "platform_pause", "breaker", "person", "relationship",
        "do_not_contact", "claim", "invitation_pause", "pending", "week", "day", "notes", "working_hours", "gap",
    ];

    [Fact]
    public async Task A_good_request_passes_every_gate_and_nothing_happens()
    {
        var account = await fixture.ConnectAsync();
        var (credits, sends) = (
            await fixture.Gateway.CreditsAsync(), await fixture.Gateway.Sandbox.SendsReceivedAsync());

        var answer = await DryRunAsync(account.Id, "person-1", "Hello");

        Assert.Equal(["would_send", "price", "gates"], answer.Data.AsObject().Select(pair => pair.Key));
        Assert.Equal((true, 1, 0), (
            answer.Data["would_send"]!.GetValue<bool>(), answer.Data["price"]!.GetValue<int>(),
            answer.CreditsConsumed));
        Assert.Equal(Gates, answer.Data["gates"]!.AsArray().Select(gate => gate!["gate"]!.GetValue<string>()));
        Assert.All(answer.Data["gates"]!.AsArray(), gate => Assert.Equal("open", gate!["verdict"]!.GetValue<string>()));
        Assert.Equal("0 of 20", ValueOf(answer, "day"));
        Assert.Equal("0 of 5", ValueOf(answer, "notes"));
        Assert.Equal("5 of 200", ValueOf(answer, "note_length"));
        Assert.Equal(
            (credits, sends),
            (await fixture.Gateway.CreditsAsync(), await fixture.Gateway.Sandbox.SendsReceivedAsync()));
        Assert.Empty(await fixture.ArrivedFromAsync(account));
    }

    [Theory]
    [InlineData("person-2", null)]
    [InlineData("already-invited", "already_invited")]
    [InlineData("invited-you", "they_invited_you")]
    [InlineData("email-required", "email_required")]
    [InlineData("memorialized", "memorialized")]
    [InlineData("already-connected", null)]
    [InlineData("nobody-at-all", "person_not_found")]
    public async Task The_first_closed_gate_is_the_refusal_of_the_real_call(string slug, string? reason)
    {
        var account = await fixture.ConnectAsync();

        var dry = await DryRunAsync(account.Id, slug);
        var real = await fixture.Gateway.InviteAsync(account.Id, slug);

        Assert.Equal(reason, FirstReason(dry));
        Assert.Equal(reason, real.Reason);
        Assert.Equal(real.CreditsConsumed, dry.Data["price"]!.GetValue<int>());
        Assert.Equal(real.CreditsConsumed == 1, dry.Data["would_send"]!.GetValue<bool>());
        Assert.Equal(Gates, dry.Data["gates"]!.AsArray().Select(gate => gate!["gate"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Several_closed_gates_are_all_shown_and_the_first_one_decides()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.InviteAsync(account.Id, "person-3", "Hello");
        await fixture.Gateway.ActAsync(
            account.Id, "do_not_contact_add", new JsonObject { ["identifier"] = "person-4" });
        await fixture.Gateway.LimitAsync(
            account.Id, ("per_day", 1), ("per_week", 1), ("notes", 1), ("pending", 1), ("gap_seconds", 600));

        var dry = await DryRunAsync(account.Id, "person-4", "Hello");
        var real = await fixture.Gateway.InviteAsync(account.Id, "person-4", "Hello");

        Assert.Equal(
            ["do_not_contact", "pending", "week", "day", "notes", "gap"],
            dry.Data["gates"]!.AsArray().Where(gate => gate!["verdict"]!.GetValue<string>() == "closed")
                .Select(gate => gate!["gate"]!.GetValue<string>()));
        Assert.Equal("do_not_contact", real.Reason);
        // Each gate by itself, in the order of their times: the gap opens in minutes, the day at midnight, the notes in
        // a month.
        Assert.True(RetryAt(dry, "gap") < RetryAt(dry, "week"));
        Assert.True(RetryAt(dry, "week") < RetryAt(dry, "notes"));
    }

    [Fact]
    public async Task What_an_earlier_gate_hides_is_not_guessed()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.LimitAsync(account.Id, ("paused", true));
        var reads = await fixture.Gateway.Sandbox.ReadsReceivedAsync();

        var dry = await DryRunAsync(account.Id, "person-5");

        Assert.Equal("account_paused", FirstReason(dry));
        Assert.Equal(["person", "relationship", "do_not_contact", "claim"], dry.Data["gates"]!.AsArray()
            .Where(gate => gate!["verdict"]!.GetValue<string>() == "not_checked")
            .Select(gate => gate!["gate"]!.GetValue<string>()));
        Assert.Equal(reads, await fixture.Gateway.Sandbox.ReadsReceivedAsync());
    }

    [Fact]
    public async Task Limits_that_refuse_the_real_call_refuse_the_dry_one()
    {
        foreach (var (name, value, reason) in ((string, JsonNode, string)[])
        [
            ("per_day", 1, "daily_limit"), ("per_week", 1, "weekly_limit"), ("pending", 1, "pending_limit"),
            ("gap_seconds", 60, "pacing"),
        ])
        {
            var account = await fixture.ConnectAsync();
            await fixture.Gateway.InviteAsync(account.Id, "person-6");
            await fixture.Gateway.LimitAsync(account.Id, (name, value));

            Assert.Equal(reason, FirstReason(await DryRunAsync(account.Id, "person-7")));
            Assert.Equal(reason, (await fixture.Gateway.InviteAsync(account.Id, "person-7")).Reason);
        }
    }

    private Task<Answered> DryRunAsync(string account, string slug, string? message = null) =>
        fixture.Gateway.InviteAsync(account, slug, ("dry_run", true), ("message", message));

    private static string? FirstReason(Answered answer)
    {
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Data["gates"]!.AsArray().Select(gate => gate!["reason"]?.GetValue<string>())
            .FirstOrDefault(reason => reason is not null);
    }

    private static string? ValueOf(Answered answer, string gate) => GateOf(answer, gate)["value"]?.GetValue<string>();

    private static DateTimeOffset RetryAt(Answered answer, string gate) =>
        GateOf(answer, gate)["retry_at"]!.GetValue<DateTimeOffset>();

    private static JsonNode GateOf(Answered answer, string name) =>
        answer.Data["gates"]!.AsArray().Single(gate => gate!["gate"]!.GetValue<string>() == name)!;
}
