using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>The list of the whole deployment, which an operator changes beside a serving gateway.</summary>
public sealed class ForbiddenPersonTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Whom_the_operator_forbids_nobody_invites_until_they_are_allowed_again()
    {
        var (gateway, account) = (fixture.Gateway, await fixture.ConnectAsync());
        var id = fixture.MemberIdOf("person-21");
        Assert.Equal($"{id} must not be contacted.", await VerbProcess.DoneAsync(gateway, "forbid-person", id, "--comment", "asked us by letter"));

        var refused = await gateway.InviteAsync(account.Id, "person-21");
        Assert.Equal((409, "do_not_contact"), (refused.Status, refused.Reason));
        Assert.Equal("deployment", refused.Error["details"]!["list"]!.GetValue<string>());
        Assert.Matches($@"(?m)^{id}  \d{{4}}-\S+Z  asked us by letter\r?$", await VerbProcess.DoneAsync(gateway, "list-forbidden"));
        Assert.Equal((1, "", $"{id} is on the list already."), await VerbProcess.RunAsync(gateway, "forbid-person", $"urn:li:fsd_profile:{id}"));

        Assert.Equal($"{id} may be contacted.", await VerbProcess.DoneAsync(gateway, "allow-person", $"https://www.linkedin.com/in/{id}/"));
        Assert.Equal(200, (await gateway.InviteAsync(account.Id, "person-21")).Status);
        Assert.DoesNotContain(id, await VerbProcess.DoneAsync(gateway, "list-forbidden"), StringComparison.Ordinal);
        Assert.Equal(
            (1, "", $"{id} is not on the list; list-forbidden lists who is."), await VerbProcess.RunAsync(gateway, "allow-person", id));

        var audit = await VerbProcess.DoneAsync(gateway, "list-audit", "operator");
        Assert.Contains($"\tforbid_person\t{id}\tadded\t", audit, StringComparison.Ordinal);
        Assert.Contains($"\tallow_person\t{id}\tremoved\t", audit, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"johndoe\" is a slug, and an operator has no session to look it up with; name the person by member id (ACo…).", "johndoe")]
    [InlineData("\"jane.doe\" is a slug, and an operator has no session to look it up with; name the person by member id (ACo…).", "https://www.linkedin.com/in/jane.doe")]
    [InlineData("MEMBER_ID links to a company page (/company/acme), not to a person.", "https://www.linkedin.com/company/acme")]
    [InlineData("MEMBER_ID is empty.", " ")]
    [InlineData("The comment is empty.", "ACoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "--comment", " ")]
    [InlineData("The comment holds a control character.", "ACoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "--comment", "two\nlines")]
    public async Task Who_is_not_named_by_a_member_id_is_refused_in_one_sentence(string sentence, params string[] operands) =>
        Assert.Equal((2, "", sentence), await VerbProcess.RunAsync(fixture.Gateway, ["forbid-person", .. operands]));
}
