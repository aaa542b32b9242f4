using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Limits;

/// <summary>What becomes of a note while the account may send none.</summary>
public sealed class NotePolicyTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Required_it_is_refused_until_it_may_be_sent()
    {
        var account = await AccountWithoutNotesAsync();

        var answer = await fixture.Gateway.InviteAsync(
            account.Id, "person-2", ("message", "Hello"), ("note_policy", "require"));

        Assert.Equal("note_quota", answer.Reason);
        Assert.Equal("note", answer.Error["scope"]!.GetValue<string>());
        Assert.Single(await fixture.ArrivedFromAsync(account));
    }

    [Fact]
    public async Task Dropped_the_invitation_goes_without_it_and_the_answer_says_so_also_when_replayed()
    {
        var account = await AccountWithoutNotesAsync();
        var parameters = new JsonObject
        {
            ["identifier"] = "person-3",
            ["message"] = "Hello",
            ["note_policy"] = "drop",
        };

        var answer = await fixture.Gateway.ActAsync(account.Id, "invite", (JsonObject)parameters.DeepClone(), "drop-1");
        var replayed = await fixture.Gateway.ActAsync(
            account.Id, "invite", (JsonObject)parameters.DeepClone(), "drop-1");

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal("dropped", answer.Headers["Overture-Note"]);
        Assert.Equal(answer.Body, replayed.Body);
        Assert.Equal(
            ("true", "dropped"), (replayed.Headers["Idempotency-Replayed"], replayed.Headers["Overture-Note"]));
        Assert.Null((await fixture.ArrivedFromAsync(account))[1]["note"]);
    }

    [Fact]
    public async Task Kept_it_is_sent_and_no_header_says_otherwise()
    {
        var account = await fixture.ConnectAsync();

        var answer = await fixture.Gateway.InviteAsync(
            account.Id, "person-4", ("message", "Hello"), ("note_policy", "drop"));

        Assert.False(answer.Headers.ContainsKey("Overture-Note"));
        Assert.Equal("Hello", Assert.Single(await fixture.ArrivedFromAsync(account))["note"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_the_platform_refuses_over_its_note_goes_without_it_in_the_same_call()
    {
        var account = await fixture.ConnectAsync();
        var before = await fixture.Gateway.CreditsAsync();

        var answer = await fixture.Gateway.InviteAsync(
            account.Id, "note-quota", ("message", "Hello"), ("note_policy", "drop"));

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal("dropped", answer.Headers["Overture-Note"]);
        Assert.Null(Assert.Single(await fixture.ArrivedFromAsync(account))["note"]);
        Assert.Equal(before - 1, await fixture.Gateway.CreditsAsync());
    }

    [Fact]
    public async Task The_gap_after_what_was_refused_over_its_note_does_not_hold_it_up()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.LimitAsync(account.Id, ("gap_seconds", 30));

        var answer = await fixture.Gateway.InviteAsync(
            account.Id, "note-quota", ("message", "Hello"), ("note_policy", "drop"));

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal("pacing", (await fixture.Gateway.InviteAsync(account.Id, "person-9")).Reason);
    }

    [Theory]
    [InlineData("person-5")]
    [InlineData("note-quota")]
    public async Task Waiting_it_is_queued_until_a_note_may_be_sent(string slug)
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        await gateway.LimitAsync(account, ("notes", 1));
        if (slug != "note-quota") Assert.Equal(200, (await gateway.InviteAsync(account, "person-1", "Hello")).Status);

        var answer = await gateway.InviteAsync(account, slug, ("message", "Hello"), ("note_policy", "wait"));

        Assert.Equal((202, "queued"), (answer.Status, answer.Data["status"]!.GetValue<string>()));
        var operation = answer.Data["operation_id"]!.GetValue<string>();
        var wait = answer.Data["scheduled_for"]!.GetValue<DateTimeOffset>() - gateway.Time.GetUtcNow();
        Assert.InRange(wait, TimeSpan.FromDays(6.9), TimeSpan.FromDays(31));
        Assert.Equal("queued", (await gateway.OperationAsync(account, operation))["status"]!.GetValue<string>());
        if (slug == "note-quota") return;

        gateway.Time.Advance(TimeSpan.FromDays(31));
        await gateway.OperationIsAsync(account, operation, "sent");
        Assert.Equal("Hello", Assert.Single(await gateway.Sandbox.InvitationsAsync(slug))["note"]!.GetValue<string>());
    }

    private async Task<TestAccount> AccountWithoutNotesAsync()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.LimitAsync(account.Id, ("notes", 1));
        Assert.Equal(200, (await fixture.Gateway.InviteAsync(account.Id, "person-1", "Hello")).Status);
        return account;
    }
}
