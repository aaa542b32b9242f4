using System.Text.Json.Nodes;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.WhoIsMeant;

/// <summary>
/// What names nobody, or two people, is refused with a reason that says what it is; nothing leaves the gateway.
/// </summary>
public sealed class NobodyMeantTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Account = "acc_sandbox";

    [Theory]
    [InlineData("https://www.linkedin.com/company/acme", "a company page")]
    [InlineData("https://www.linkedin.com/school/mit/", "a school page")]
    [InlineData("https://www.linkedin.com/showcase/acme-labs", "a showcase page")]
    [InlineData("https://www.linkedin.com/jobs/view/123", "a job")]
    [InlineData("https://www.linkedin.com/posts/person-7_hello-activity-1", "a post")]
    [InlineData("https://www.linkedin.com/feed/update/urn:li:activity:1", "a post")]
    [InlineData("https://www.linkedin.com/groups/123", "a group")]
    [InlineData("https://www.linkedin.com/events/123", "an event")]
    [InlineData("https://www.linkedin.com/pulse/title-person-7", "an article")]
    [InlineData("https://www.linkedin.com/sales/lead/ACwAAB,NAME_SEARCH,x", "Sales Navigator")]
    [InlineData("https://www.linkedin.com/pub/person-7/1/23/456", "an old public-profile link")]
    [InlineData("https://www.linkedin.com/in/", "nothing follows /in/")]
    [InlineData("https://www.linkedin.com/in/me", "the signed-in member")]
    [InlineData("https://www.linkedin.com", "the front page")]
    [InlineData("https://lnkd.in/eAbCdEf", "a short link")]
    [InlineData("https://example.com/in/person-7", "another site (example.com)")]
    [InlineData("https://linkedin.com.example.com/in/person-7", "another site")]
    [InlineData("urn:li:company:12", "the URN of a company")]
    [InlineData("urn:li:activity:12", "the URN of a post")]
    public Task A_link_to_something_else_is_named(string link, string what) =>
        RefusedAsync(new JsonObject { ["profile_url"] = link }, Reason.NotAPersonUrl, what, "profile_url");

    [Theory]
    [InlineData("https://linkedin.com@example.com/in/person-7", "user information")]
    [InlineData("https://www.linkedin.com:8443/in/person-7", "the port 8443")]
    [InlineData("ftp://www.linkedin.com/in/person-7", "the scheme ftp")]
    [InlineData("https://www.linkedin.com/in/../company/acme", "a dot segment")]
    [InlineData("https://www.linkedin.com/in/person-7,https://www.linkedin.com/in/person-8", "more than one link")]
    [InlineData("https://www.linkedin.com/in/person 7", "a space")]
    [InlineData("https://www.linkedin.com/in/person%007", "U+0000")]
    [InlineData("https://www.linkedin.com/in/undefined", "an empty variable (undefined)")]
    [InlineData("https://www.linkedin.com/in/null/", "an empty variable (null)")]
    [InlineData("https://www.linkedin.com/in/{{slug}}", "an empty variable ({{slug}})")]
    [InlineData("https://www.linkedin.com/in/%NAME%", "an empty variable (%NAME%)")]
    [InlineData("{linkedin_url}", "an empty variable ({linkedin_url})")]
    [InlineData("https://www.linkedin.com/in/person%252D7", "encoded twice")]
    [InlineData("https://www.linkedin.com/in/person%E9", "broken percent-encoding")]
    [InlineData("urn:li:member:123", "a member number")]
    [InlineData("urn:li:fsd_profile:person-7", "does not end in a member id")]
    public Task A_text_that_cannot_be_read_says_why(string text, string why) =>
        RefusedAsync(new JsonObject { ["identifier"] = text }, Reason.InvalidParameter, why, "identifier");

    [Fact]
    public Task A_slug_of_a_thousand_characters_is_refused() => RefusedAsync(
        new JsonObject { ["profile_url"] = "https://www.linkedin.com/in/" + new string('a', 1_000) },
        Reason.InvalidParameter, "longer than 100", "profile_url");

    [Fact]
    public Task A_slug_with_a_NUL_is_refused() => RefusedAsync(
        new JsonObject { ["identifier"] = "person-7\0" }, Reason.InvalidParameter, "NUL character", parameter: null);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"message":"Hello"}""")]
    [InlineData("""{"profile_url":null,"identifier":"  "}""")]
    [InlineData("""{"profile_url":"\ufeff"}""")]
    public Task Nobody_named_is_a_missing_parameter(string parameters) => RefusedAsync(
        JsonNode.Parse(parameters)!, Reason.MissingParameter, "profile_url or identifier is required", "profile_url");

    [Theory]
    [InlineData("""{"profile_url":"/in/person-7","identifier":"person-8"}""", "identifier")]
    [InlineData("""{"profile_url":"/in/person-7","linkedin_url":"/in/person-8"}""", "linkedin_url")]
    [InlineData("""{"profile_url":"/in/ID-7","identifier":"ID-8"}""", "identifier")]
    [InlineData("""{"profile_url":"/in/person-7","identifier":"ID-8"}""", null)]
    [InlineData("""{"linkedin_url":"/in/ID-8","identifier":"person-7"}""", null)]
    public Task Two_different_people_are_refused(string parameters, string? parameter) => RefusedAsync(
        JsonNode.Parse(parameters
            .Replace("ID-7", fixture.MemberIdOf("person-7"), StringComparison.Ordinal)
            .Replace("ID-8", fixture.MemberIdOf("person-8"), StringComparison.Ordinal))!,
        Reason.InvalidParameter, "two different people", parameter);

    [Theory]
    [InlineData("no-such-person-anywhere")]
    [InlineData("hidden-person")]
    [InlineData("ACoAAAbcdefghijklmnopqrstuvwxyz01234567")]
    [InlineData("ACwAAAbcdefghijklmnopqrstuvwxyz01234567")]
    // Without their invisible letters these would be other people, whom nobody meant.
    [InlineData("\u202aperson-9012")]
    [InlineData("person-9012\u200B")]
    [InlineData("https://www.linkedin.com/in/person-90\u202E12")]
    [InlineData("https://www.linkedin.com/in/person-9012%E2%80%8F")]
    public Task A_person_the_network_does_not_show_is_not_found(string identifier) => RefusedAsync(
        new JsonObject { ["identifier"] = identifier }, Reason.PersonNotFound, "has no such person", parameter: null);

    [Theory]
    [InlineData("sandbox-member-1")]
    [InlineData("https://www.linkedin.com/in/Sandbox-Member-1/")]
    public Task An_account_cannot_invite_itself(string text) => RefusedAsync(
        new JsonObject { ["profile_url"] = text }, Reason.SelfInvite, "cannot invite itself", parameter: null);

    private async Task RefusedAsync(JsonNode parameters, Reason reason, string inMessage, string? parameter)
    {
        var answer = await fixture.Gateway.PostAsync("/v2/network", new JsonObject
        {
            ["account_id"] = Account,
            ["action"] = "invite",
            ["params"] = parameters,
        });

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], reason);
        Assert.Contains(inMessage, answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(parameter, answer.Error["details"]?["parameter"]?.GetValue<string>());
        Assert.Empty(await fixture.Gateway.Sandbox.InvitationsAsync());
        Assert.Equal(1_000_000, await fixture.Gateway.CreditsAsync());
    }
}
