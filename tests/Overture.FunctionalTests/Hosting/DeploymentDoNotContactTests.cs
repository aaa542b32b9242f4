using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>The deployment's do-not-contact list, changed by an operator while the gateway serves.</summary>
public sealed class DeploymentDoNotContactTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Person_on_the_list_cannot_be_invited_until_removed()
    {
        var (gateway, account) = (fixture.Gateway, await fixture.ConnectAsync());
        var id = fixture.MemberIdOf("person-21");
        Assert.Equal(
            $"{id} must not be contacted.",
            await CommandProcess.DoneAsync(gateway, "do-not-contact-add", id, "--comment", "asked us by letter"));

        var refused = await gateway.InviteAsync(account.Id, "person-21");
        Assert.Equal((409, "do_not_contact"), (refused.Status, refused.Reason));
        Assert.Equal("deployment", refused.Error["details"]!["list"]!.GetValue<string>());
        Assert.Matches(
            $@"(?m)^{id}  \d{{4}}-\S+Z  asked us by letter\r?$",
            await CommandProcess.DoneAsync(gateway, "do-not-contact-list"));
        Assert.Equal(
            (1, "", $"{id} is already on the list."),
            await CommandProcess.RunAsync(gateway, "do-not-contact-add", $"urn:li:fsd_profile:{id}"));

        Assert.Equal(
            $"{id} may be contacted.",
            await CommandProcess.DoneAsync(gateway, "do-not-contact-remove", $"https://www.linkedin.com/in/{id}/"));
        Assert.Equal(200, (await gateway.InviteAsync(account.Id, "person-21")).Status);
        Assert.DoesNotContain(
            id, await CommandProcess.DoneAsync(gateway, "do-not-contact-list"), StringComparison.Ordinal);
        Assert.Equal(
            (1, "", $"{id} is not on the list; do-not-contact-list prints it."),
            await CommandProcess.RunAsync(gateway, "do-not-contact-remove", id));

        var audit = await CommandProcess.DoneAsync(gateway, "list-audit", "operator");
        Assert.Contains($"\tadd_deployment_do_not_contact\t{id}\tadded\t", audit, StringComparison.Ordinal);
        Assert.Contains($"\tremove_deployment_do_not_contact\t{id}\tremoved\t", audit, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"johndoe\" is a slug; name the person by member id (ACo…) instead.", "johndoe")]
    [InlineData(
        "\"jane.doe\" is a slug; name the person by member id (ACo…) instead.", "https://www.linkedin.com/in/jane.doe")]
    [InlineData(
        "MEMBER_ID links to a company page (/company/acme), not to a person.", "https://www.linkedin.com/company/acme")]
    [InlineData("MEMBER_ID is empty.", " ")]
    [InlineData("The comment is empty.", "ACoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "--comment", " ")]
    [InlineData(
        "The comment contains a control character.", "ACoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "--comment",
        "two\nlines")]
    public async Task Person_without_a_member_id_is_refused_in_one_sentence(
        string sentence, params string[] arguments) =>
        Assert.Equal(
            (2, "", sentence), await CommandProcess.RunAsync(fixture.Gateway, ["do-not-contact-add", .. arguments]));
}
