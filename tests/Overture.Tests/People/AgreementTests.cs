using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.People;

namespace Overture.Tests.People;

public sealed class AgreementTests
{
    private const string MemberId = "ACoAABbBzg0Bq-x_9y8Zk3L5m7N1p2Q4r6S8t0U";

    [Theory]
    [InlineData("https://www.linkedin.com/in/jane-doe/", null, "jane-doe")]
    [InlineData("https://www.linkedin.com/in/Jane-Doe", "linkedin.com/in/jane-doe", "JANE-DOE")]
    [InlineData("https://www.linkedin.com/in/jos%C3%A9", null, "JOSE\u0301")]
    [InlineData(null, "https://www.linkedin.com/in/jane-doe", "jane%2Ddoe")]
    public void Spellings_of_one_slug_agree(string? profileUrl, string? linkedinUrl, string? identifier)
    {
        var result = PersonReference.Parse(profileUrl, linkedinUrl, identifier);

        Assert.True(result.Succeeded(out var reference, out var refusal), refusal?.Message);
        Assert.Null(reference.MustAlsoBe);
    }

    [Theory]
    [InlineData(
        "linkedin.com/in/jane", null, "john", "identifier",
        "profile_url and identifier name two different people (jane and john)")]
    [InlineData("linkedin.com/in/jane", "linkedin.com/in/john", null, "linkedin_url", "profile_url and linkedin_url")]
    [InlineData(null, "linkedin.com/in/jane", "john", "identifier", "linkedin_url and identifier")]
    [InlineData("linkedin.com/in/ACoAABbBzg0Bq", null, "ACoAABbBzg0BQ", "identifier", "profile_url and identifier")]
    [InlineData("jane", "ACoAABbBzg0Bq", "john", "identifier", "profile_url and identifier")]
    public void Two_people_are_refused(
        string? profileUrl, string? linkedinUrl, string? identifier, string parameter, string inMessage)
    {
        var refusal = PersonReference.Parse(profileUrl, linkedinUrl, identifier).Refusal;

        Assert.Equal(Reason.InvalidParameter, refusal?.Reason);
        Assert.Equal(parameter, refusal?.Details?[PersonFault.ParameterDetail]);
        Assert.Contains(inMessage, refusal?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linkedin.com/in/jane", "urn:li:fsd_profile:" + MemberId)]
    [InlineData("linkedin.com/in/" + MemberId, "jane")]
    public void Slug_and_member_id_are_compared_later_when_the_person_is_known(string profileUrl, string identifier)
    {
        var reference = PersonReference.Parse(profileUrl, null, identifier).ValueOrThrow();

        Assert.Equal(
            new PersonReference(PersonIdentifier.Slug("jane"), PersonIdentifier.MemberId(MemberId)), reference);
    }

    [Fact]
    public void The_first_fault_is_reported_even_if_another_parameter_is_valid()
    {
        var refusal = PersonReference.Parse("linkedin.com/company/acme", null, "jane").Refusal;

        Assert.Equal(Reason.NotAPersonUrl, refusal?.Reason);
        Assert.Equal("profile_url", refusal?.Details?[PersonFault.ParameterDetail]);
    }
}
