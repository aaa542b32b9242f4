using Overture.Client.Contract;
using Overture.Server.People;

namespace Overture.Tests.People;

public sealed class RefusedSpellingsTests
{
    public static TheoryData<string, string> NotAPerson => new()
    {
        { "https://www.linkedin.com/company/acme", "a company page (/company/acme)" },
        { "linkedin.com/company/acme/about/", "a company page (/company/acme)" },
        { "https://www.linkedin.com/Company/acme", "a company page (/Company/acme)" },
        { "/company/acme", "a company page" },
        { "https://www.linkedin.com/mwlite/company/acme", "a company page" },
        { "https://www.linkedin.com/company-beta/12", "a company page" },
        { "https://www.linkedin.com/school/mit/", "a school page (/school/mit)" },
        { "https://www.linkedin.com/edu/school?id=1", "a school page" },
        { "https://www.linkedin.com/showcase/acme-labs", "a showcase page" },
        { "https://www.linkedin.com/jobs/view/123", "a job (/jobs/view)" },
        { "https://www.linkedin.com/posts/jane-doe_hello-activity-1", "a post" },
        { "https://www.linkedin.com/feed/update/urn:li:activity:1", "a post (/feed/update)" },
        { "https://www.linkedin.com/feed/hashtag/?keywords=x", "a hashtag" },
        { "https://www.linkedin.com/feed/", "the feed" },
        { "https://www.linkedin.com/groups/123", "a group" },
        { "https://www.linkedin.com/events/123", "an event" },
        { "https://www.linkedin.com/newsletters/x-1", "a newsletter" },
        { "https://www.linkedin.com/pulse/title-jane-doe", "an article" },
        { "https://www.linkedin.com/sales/lead/ACwAAB,NAME_SEARCH,x", "Sales Navigator (/sales/lead" },
        { "https://www.linkedin.com/sales/people/ACwAAB,NAME", "Sales Navigator (/sales/people" },
        { "https://www.linkedin.com/talent/profile/AEMAAB", "Recruiter (/talent/profile)" },
        { "https://www.linkedin.com/recruiter/profile/1", "Recruiter" },
        { "https://www.linkedin.com/pub/jane-doe/1/23/456", "an old public-profile link" },
        { "https://www.linkedin.com/pub/dir/jane/doe", "a directory of people" },
        { "https://www.linkedin.com/profile/view?id=ACoAABbBzg0Bq", "an old profile link" },
        { "https://www.linkedin.com/learning/course", "a course" },
        { "https://www.linkedin.com/search/results/people/?keywords=jane", "a search" },
        { "https://www.linkedin.com/me", "the profile of the signed-in member (/me)" },
        { "https://www.linkedin.com/me/", "the profile of the signed-in member" },
        { "https://www.linkedin.com/in/me", "the profile of the signed-in member (/in/me)" },
        { "https://www.linkedin.com/in/ME/", "the profile of the signed-in member" },
        { "https://www.linkedin.com/in/", "nothing follows /in/" },
        { "https://www.linkedin.com/in", "nothing follows /in/" },
        { "https://www.linkedin.com/in?x=jane", "nothing follows /in/" },
        { "https://www.linkedin.com", "the front page" },
        { "www.linkedin.com", "the front page" },
        { "linkedin.com/?x=/in/jane", "the front page" },
        {
            "https://www.linkedin.com/authwall?sessionRedirect=https%3A%2F%2Fwww.linkedin.com%2Fin%2Fjane",
            "a sign-in page"
        },
        { "https://www.linkedin.com/login", "a sign-in page" },
        { "https://www.linkedin.com/jane-doe", "a page of another kind (/jane-doe)" },
        { "https://lnkd.in/eAbCdEf", "a short link (lnkd.in)" },
        { "lnkd.in/eAbCdEf", "a short link" },
        { "lnkd.in", "a short link" },
        { "https://linkedin.com.evil.com/in/jane", "another site (linkedin.com.evil.com)" },
        { "https://notlinkedin.com/in/jane", "another site (notlinkedin.com)" },
        { "https://evil.com/linkedin.com/in/jane", "another site (evil.com)" },
        { "https://evil.com/?u=https://www.linkedin.com/in/jane", "another site (evil.com)" },
        { "https://www.google.com/url?q=https://linkedin.com/in/jane", "another site" },
        { "https://linkedin.com%2eevil.com/in/jane", "another site" },
        { "https://www..linkedin.com/in/jane", "another site" },
        { "https://.linkedin.com/in/jane", "another site" },
        { "https://linkedin.com../in/jane", "another site" },
        { "https://ｌinkedin.com/in/jane", "another site" },
        { "https://linked\u200Bin.com/in/jane", "another site (linked<U+200B>in.com)" },
        { "https://www.linkedin.com/profile/company/jane", "an old profile link" },
        { "https://bad_label!.linkedin.com/in/jane", "another site" },
        { "mailto:jane/x", "another site" },
        { "jane-doe/", "another site (jane-doe)" },
        { "urn:li:company:12", "the URN of a company" },
        { "urn:li:fsd_company:12", "the URN of a company" },
        { "urn:li:school:12", "the URN of a school" },
        { "urn:li:activity:12", "the URN of a post" },
        { "urn:li:fsd_jobPosting:12", "the URN of a job" },
        { "urn:li:invitation:12", "the URN of an invitation" },
    };

    public static TheoryData<string, string> Unusable => new()
    {
        { "urn:li:member:123", "a member number" },
        { "urn:li:fs_salesProfile:(ACwAAB,NAME_SEARCH,x)", "a Sales Navigator URN without a person's id" },
        { "undefined", "an empty variable (undefined)" },
        { "null", "an empty variable (null)" },
        { "https://www.linkedin.com/in/undefined", "an empty variable (undefined)" },
        { "https://www.linkedin.com/in/NULL/?trk=x", "an empty variable (NULL)" },
        { "https://www.linkedin.com/in/{{slug}}", "an empty variable ({{slug}})" },
        { "https://www.linkedin.com/in/{{ profile slug }}/", "an empty variable ({{ profile slug }})" },
        { "https://www.linkedin.com/in/%7B%7Bslug%7D%7D", "an empty variable ({{slug}})" },
        { "https://www.linkedin.com/in/{name}", "an empty variable ({name})" },
        { "https://www.linkedin.com/in/${name}", "an empty variable (${name})" },
        { "https://www.linkedin.com/in/%NAME%", "an empty variable (%NAME%)" },
        { "https://www.linkedin.com/in/%FACEBOOK%", "an empty variable (%FACEBOOK%)" },
        { "https://www.linkedin.com/in/%25NAME%25", "an empty variable (%NAME%)" },
        { "https://www.linkedin.com/in/[object Object]", "an empty variable ([object Object])" },
        { "{{linkedin_url}}", "an empty variable ({{linkedin_url}})" },
        { "%LINKEDIN_URL%", "an empty variable (%LINKEDIN_URL%)" },
        { "urn:li:fsd_profile:jane-doe", "does not end in a member id" },
        { "urn:li:fsd_profile:", "does not end in a member id" },
        { "urn:li:fsd_profile:ACoAABbBzg0Bq,x", "does not end in a member id" },
        { "urn:li:fsd_profile", "not a URN of a person" },
        { "urn:li:%00x:1", "U+0000" },
        { "https://www.linkedin.com/in/linkedin.com", "names a site" },
        { "urn:isbn:123:4", "not a URN of a person" },
        { "urn:li:strange:1", "a type not known here (strange)" },
        { "urn%3Ali%3Afsd_profile%3", "broken percent-encoding" },
        { "https://www.linkedin.com/in/acoaabbbzg0bq-x_9y8zk3l5m7n1p2q4r6s8t0u", "lost its letter case" },
        { "me", "the signed-in member" },
        { "https://www.linkedin.com/in/%6De", "the signed-in member" },
        { "ftp://www.linkedin.com/in/jane", "the scheme ftp" },
        { "linkedin://in/jane", "the scheme linkedin" },
        { "https:///in/jane", "no host" },
        { "https:/www.linkedin.com/in/jane", "no host" },
        { "https://linkedin.com@evil.com/in/jane", "user information" },
        { "https://user:word@www.linkedin.com/in/jane", "user information" },
        { "https://www.linkedin.com:8443/in/jane", "the port 8443" },
        { "https://www.linkedin.com\\in\\jane", "a backslash" },
        { "https://www.linkedin.com/in/../company/acme", "a dot segment" },
        { "https://www.linkedin.com/in/%2E%2e/x", "a dot segment" },
        { "https://www.linkedin.com/./in/jane", "a dot segment" },
        { "https://www.linkedin.com/in/jane/https://www.linkedin.com/in/john", "more than one link" },
        { "https://www.linkedin.com/in/janehttps://www.linkedin.com/in/john", "more than one link" },
        { "https://www.linkedin.com/in/jane,https://www.linkedin.com/in/john", "more than one link" },
        { "https://www.linkedin.com/in/jane,mba", "U+002C" },
        { "https://www.linkedin.com/in/jane:doe", "U+003A" },
        { "https://www.linkedin.com/in/jane doe", "a space or line break" },
        { "https://www.linkedin.com/in/jane\nhttps://www.linkedin.com/in/john", "a space or line break" },
        { "https://www.linkedin.com/in/jane\u0000", "U+0000" },
        { "https://www.linkedin.com/in/\u202A\u202C", "not a slug" },
        { "https://www.linkedin.com/in/\u202Alinkedin.com", "names a site" },
        { "https://www.linkedin.com/in/jane%20doe", "U+0020" },
        { "https://www.linkedin.com/in/jane+doe", "U+002B" },
        { "https://www.linkedin.com/in/jane%2Fdoe", "U+002F" },
        { "https://www.linkedin.com/in/jane%3Fdoe", "U+003F" },
        { "https://www.linkedin.com/in/jane%23", "U+0023" },
        { "https://www.linkedin.com/in/jane%00", "U+0000" },
        { "https://www.linkedin.com/in/jane%EF%BF%BD", "U+FFFD" },
        { "https://www.linkedin.com/in/jane;x=1", "U+003B" },
        { "https://www.linkedin.com/in/jos%25C3%25A9", "percent-encoded twice" },
        { "https://www.linkedin.com/in/jos%E9", "broken percent-encoding" },
        { "https://www.linkedin.com/in/jos%C3", "broken percent-encoding" },
        { "https://www.linkedin.com/in/jos%ED%A0%80", "broken percent-encoding" },
        { "https://www.linkedin.com/in/100%", "broken percent-encoding" },
        { "https://www.linkedin.com/in/100%2", "broken percent-encoding" },
        { "https://www.linkedin.com/in/100%+1x", "broken percent-encoding" },
        { "https://www.linkedin.com/in/-", "not a slug" },
        { "https://www.linkedin.com/in/🚀", "not a slug" },
        { "https://www.linkedin.com/in/jane-\uE000", "U+E000" },
        { "@jane-doe", "U+0040" },
        { "jane-doe?trk=x", "U+003F" },
    };

    [Theory]
    [MemberData(nameof(NotAPerson))]
    public void A_link_to_something_else_is_named(string text, string kind) =>
        AssertRefused(Reason.NotAPersonUrl, text, kind);

    [Theory]
    [MemberData(nameof(Unusable))]
    public void An_unusable_spelling_says_why(string text, string why) =>
        AssertRefused(Reason.InvalidParameter, text, why);

    [Theory]
    [InlineData(101)]
    [InlineData(1_900)]
    public void A_slug_ends_at_a_hundred_characters(int length) =>
        AssertRefused(Reason.InvalidParameter, "linkedin.com/in/" + new string('a', length), "longer than 100");

    [Fact]
    public void A_text_ends_at_two_thousand_characters() =>
        AssertRefused(Reason.InvalidParameter, "linkedin.com/in/jane?" + new string('a', 2_000), "longer than 2,000");

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        AssertRefused(Reason.InvalidParameter, "linkedin.com/in/jane\uD83D", "not valid Unicode");

    [Fact]
    public void A_message_quotes_no_more_than_sixty_characters() =>
        AssertRefused(Reason.NotAPersonUrl, "linkedin.com/company/" + new string('a', 500), "/company/aaa");

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("", null, "  ")]
    [InlineData("\uFEFF", "\u200B", "\t")]
    public void Nothing_given_is_a_missing_parameter(string? profileUrl, string? linkedinUrl, string? identifier)
    {
        var refusal = PersonReference.Parse(profileUrl, linkedinUrl, identifier).Refusal;

        Assert.Equal(
            (Reason.MissingParameter, "profile_url", "profile_url or identifier is required"),
            (refusal!.Reason, refusal.Details![PersonFault.ParameterDetail], refusal.Message));
    }

    [Fact]
    public void The_message_is_a_complete_sentence()
    {
        var refusal = PersonReference.Parse("https://www.linkedin.com/company/acme", null, null).Refusal;

        Assert.Equal("profile_url links to a company page (/company/acme), not to a person", refusal?.Message);
    }

    private static void AssertRefused(Reason reason, string text, string inMessage)
    {
        var results = new[]
        {
            ("profile_url", PersonReference.Parse(text, null, null)),
            ("linkedin_url", PersonReference.Parse(null, text, null)),
            ("identifier", PersonReference.Parse(null, null, text)),
        };
        foreach (var (parameter, result) in results)
        {
            Assert.False(result.Succeeded(out var found, out var refusal), found?.ToString());
            Assert.Equal(reason, refusal.Reason);
            Assert.Equal(parameter, refusal.Details![PersonFault.ParameterDetail]);
            Assert.StartsWith(parameter + " ", refusal.Text, StringComparison.Ordinal);
            Assert.Contains(inMessage, refusal.Text, StringComparison.Ordinal);
            Assert.InRange(refusal.Text.Length, 20, 220);
        }
    }
}
