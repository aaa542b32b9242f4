using System.Text.Json.Nodes;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.TestPeople;

/// <summary>A session that the platform takes away stops the account until its owner connects it again.</summary>
public sealed class LostSessionTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    public static TheoryData<string, Reason> WhoTakesTheSession => new()
    {
        { "session-expired", Reason.SessionExpired },
        { "html-login", Reason.SessionExpired },
        { "challenge", Reason.ChallengeRequired },
        { "restricted", Reason.AccountRestricted },
    };

    [Theory]
    [MemberData(nameof(WhoTakesTheSession))]
    public async Task The_account_is_inactive_until_it_is_connected_again(string slug, Reason reason)
    {
        var account = await fixture.ConnectAsync();
        var before = await fixture.Gateway.CreditsAsync();

        var lost = await fixture.Gateway.InviteAsync(account.Id, slug);
        Envelope.IsRefusal(lost.Json, lost.Status, lost.Headers["X-Request-Id"], reason);
        await IsAsync(account, "inactive", Reasons.NameOf(reason));

        var sends = await fixture.Gateway.Sandbox.SendsReceivedAsync();
        var next = await fixture.Gateway.InviteAsync(account.Id, "person-7");
        Envelope.IsRefusal(next.Json, next.Status, next.Headers["X-Request-Id"], reason);
        Assert.Equal(sends, await fixture.Gateway.Sandbox.SendsReceivedAsync());
        Assert.Equal(before, await fixture.Gateway.CreditsAsync());

        Assert.Equal(account.Id, await fixture.Gateway.ConnectAsync(account.Member));
        await IsAsync(account, "active", null);
        Assert.Equal(200, (await fixture.Gateway.InviteAsync(account.Id, "person-7")).Status);
        Assert.Equal("person-7", Assert.Single(await fixture.ArrivedFromAsync(account))["person"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_session_that_ended_elsewhere_is_found_out_by_the_first_read()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.Sandbox.EndSessionAsync(account.Member);

        var lost = await fixture.Gateway.InviteAsync(account.Id, "person-7");
        Envelope.IsRefusal(lost.Json, lost.Status, lost.Headers["X-Request-Id"], Reason.SessionExpired);
        await IsAsync(account, "inactive", "session_expired");
        var refused = await fixture.Gateway.PostAsync(
            "/v2/login", new JsonObject { ["platform"] = "linkedin", ["login_token"] = account.Token });
        Assert.Equal("session_expired", refused.Error["details"]!["cause"]!.GetValue<string>());
        await IsAsync(account, "inactive", "session_expired");

        await fixture.Gateway.Sandbox.RestoreSessionAsync(account.Member);
        Assert.Equal(account.Id, await fixture.Gateway.ConnectAsync(account.Member));
        Assert.Equal(200, (await fixture.Gateway.InviteAsync(account.Id, "person-7")).Status);
    }

    [Fact]
    public async Task One_lost_session_disturbs_no_other_account()
    {
        var account = await fixture.ConnectAsync();
        var other = await fixture.ConnectAsync();

        await fixture.Gateway.InviteAsync(account.Id, "session-expired");

        Assert.Equal(200, (await fixture.Gateway.InviteAsync(other.Id, "person-7")).Status);
    }

    private async Task IsAsync(TestAccount account, string status, string? reason)
    {
        var item = (await fixture.Gateway.GetAsync($"/v2/accounts/{account.Id}")).Data;
        Assert.Equal(status, item["status"]!.GetValue<string>());
        Assert.Equal(status == "active", item["is_active"]!.GetValue<bool>());
        Assert.Equal(reason, item["reason"]?.GetValue<string>());
    }
}
