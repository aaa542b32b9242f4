using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests;

public sealed class InviteTests
{
    [Fact]
    public async Task The_seeds_request_gets_the_seeds_answer()
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.InviteAsync("acc_sandbox", "johndoe");

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["invitation_urn", "profile_urn", "first_name", "last_name", "headline", "public_identifier", "profile_picture_url"],
            answer.Data.AsObject().Select(pair => pair.Key));
        Assert.Equal("John", answer.Data["first_name"]!.GetValue<string>());
        Assert.Equal("Doe", answer.Data["last_name"]!.GetValue<string>());
        Assert.Equal("Senior Software Engineer at Acme Corp", answer.Data["headline"]!.GetValue<string>());
        Assert.Equal(1, answer.CreditsConsumed);
        var arrived = Assert.Single(await gateway.Sandbox.InvitationsAsync("johndoe"));
        Assert.Equal($"urn:li:invitation:{arrived["id"]}", answer.Data["invitation_urn"]!.GetValue<string>());
        Assert.Equal(999_999, await gateway.CreditsAsync());
    }
}
