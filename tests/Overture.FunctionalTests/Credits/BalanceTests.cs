using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Credits;

/// <summary><c>GET /v2/credits</c>, and that only what was sent is paid for.</summary>
public sealed class BalanceTests
{
    [Fact]
    public async Task The_sandbox_workspace_starts_with_a_million_and_pays_one_for_an_invitation()
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.GetAsync("/v2/credits");

        Assert.Equal(["credits"], answer.Data.AsObject().Select(pair => pair.Key));
        Assert.Equal(1_000_000, answer.Data["credits"]!.GetValue<long>());
        Assert.Equal("get_credits", answer.Json["metadata"]!["action"]!.GetValue<string>());
        Assert.Equal(0, answer.CreditsConsumed);

        await gateway.InviteAsync("acc_sandbox", "johndoe");
        await gateway.InviteAsync("acc_sandbox", "johndoe");
        await gateway.InviteAsync("acc_sandbox", "already-connected");
        await gateway.InviteAsync("acc_sandbox", "not-invitable");

        Assert.Equal(999_999, await gateway.CreditsAsync());
    }

    [Fact]
    public async Task Grant_and_price_are_settings()
    {
        await using var gateway = await Gateway.StartAsync(
            settings: ["Overture:Credits:SandboxGrant=12", "Overture:Credits:InvitePrice=5"]);

        var answer = await gateway.InviteAsync("acc_sandbox", "johndoe");

        Assert.Equal((200, 5), (answer.Status, answer.CreditsConsumed));
        Assert.Equal(7, await gateway.CreditsAsync());
    }

    [Fact]
    public async Task Without_enough_credits_nothing_leaves()
    {
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Credits:SandboxGrant=1");
        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", "johndoe")).Status);

        var answer = await gateway.InviteAsync("acc_sandbox", "person-7", idempotencyKey: "broke-1");

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], Reason.InsufficientCredits);
        Assert.Equal(0, await gateway.CreditsAsync());
        Assert.Single(await gateway.Sandbox.InvitationsAsync());
        // Refused before anybody is asked, also when it would have cost nothing; the key of the request that was not
        // granted is free.
        Assert.Equal(402, (await gateway.InviteAsync("acc_sandbox", "already-connected")).Status);
        Assert.Equal(402, (await gateway.InviteAsync("acc_sandbox", "person-7", idempotencyKey: "broke-1")).Status);
    }

    [Fact]
    public async Task An_invitation_may_cost_nothing()
    {
        await using var gateway = await Gateway.StartAsync(
            settings: ["Overture:Credits:SandboxGrant=0", "Overture:Credits:InvitePrice=0"]);

        var answer = await gateway.InviteAsync("acc_sandbox", "johndoe");

        Assert.Equal((200, 0), (answer.Status, answer.CreditsConsumed));
        Assert.Equal(0, await gateway.CreditsAsync());
    }

    [Fact]
    public async Task Each_workspace_pays_for_itself()
    {
        await using var gateway = await Gateway.StartAsync();
        await SecondWorkspace.AddAsync(gateway, credits: 40);

        await gateway.InviteAsync("acc_sandbox", "johndoe");

        var second = await gateway.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/v2/credits"), SecondWorkspace.Key);
        Assert.Equal(40, second.Data["credits"]!.GetValue<long>());
    }
}
