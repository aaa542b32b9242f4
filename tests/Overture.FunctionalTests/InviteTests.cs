using System.Text;
using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests;

/// <summary>The request of the page this product was asked to implement, and its answer, field by field.</summary>
public sealed class InviteTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static readonly string[] DataKeys =
    [
        "invitation_urn", "profile_urn", "first_name", "last_name", "headline", "public_identifier",
        "profile_picture_url",
    ];

    [Theory]
    [InlineData(
        """{"profile_url": "https://www.linkedin.com/in/johndoe", "identifier": "johndoe", "message": "Hello John"}""",
        "Hello John")]
    [InlineData("""{ "profile_url": "https://www.linkedin.com/in/johndoe" }""", null)]
    [InlineData("""{ "linkedin_url": "https://www.linkedin.com/in/johndoe", "message": "Hello John" }""", "Hello John")]
    [InlineData("""{ "identifier": "johndoe", "message": "Grüße, 東京 🚀" }""", "Grüße, 東京 🚀")]
    public async Task The_seeds_request_gets_the_seeds_answer(string parameters, string? note)
    {
        var account = await fixture.ConnectAsync();
        var before = await fixture.Gateway.CreditsAsync();
        var body = $$"""
            {
            "account_id": "{{account.Id}}",
            "action": "invite",
            "params": {{parameters}}
            }
            """;

        var answer = await fixture.Gateway.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v2/network")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        });

        Assert.True(answer.Status == 200, answer.Text);
        var arrived = Assert.Single(await fixture.ArrivedFromAsync(account));
        Assert.Equal(("johndoe", note), (arrived["person"]!.GetValue<string>(), arrived["note"]?.GetValue<string>()));
        IsJohnDoe(answer.Data, arrived);
        HasTheSeedsShape(answer, account.Id);
        Assert.Equal(before - 1, await fixture.Gateway.CreditsAsync());
    }

    private void IsJohnDoe(JsonNode data, JsonNode arrived)
    {
        Assert.Equal(DataKeys, data.AsObject().Select(pair => pair.Key));
        Assert.Equal(
            [
                $"urn:li:invitation:{arrived["id"]}", $"urn:li:fsd_profile:{fixture.MemberIdOf("johndoe")}", "John",
                "Doe",
                "Senior Software Engineer at Acme Corp", "johndoe", "https://media.licdn.com/dms/image/example.jpg",
            ],
            data.AsObject().Select(pair => pair.Value!.GetValue<string>()));
    }

    private static void HasTheSeedsShape(Answered answer, string accountId)
    {
        Assert.Equal(["success", "data", "metadata"], answer.Json.AsObject().Select(pair => pair.Key));
        Assert.True(answer.Json["success"]!.GetValue<bool>());
        var metadata = answer.Json["metadata"]!.AsObject();
        Assert.Equal(["action", "account_id", "credits_consumed", "timestamp"], metadata.Select(pair => pair.Key));
        Assert.Equal(
            ("invite", accountId),
            (metadata["action"]!.GetValue<string>(), metadata["account_id"]!.GetValue<string>()));
        Assert.Equal(1, answer.CreditsConsumed);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z", metadata["timestamp"]!.GetValue<string>());
        Assert.Equal("application/json; charset=utf-8", answer.Headers["Content-Type"]);
        foreach (var header in (string[])["X-Request-Id", "RateLimit", "RateLimit-Policy"])
        {
            Assert.True(answer.Headers.ContainsKey(header), header);
        }

        Assert.False(answer.Headers.ContainsKey("Server"));
    }
}
