using Overture.Connectors;
using Overture.Server.Http;
using Overture.Server.People;

namespace Overture.Tests.People;

public sealed class AcceptedSpellingsTests
{
    private const string MemberId = "ACoAABbBzg0Bq-x_9y8Zk3L5m7N1p2Q4r6S8t0U";

    private const string SalesId = "ACwAABbBzg0Bq-x_9y8Zk3L5m7N1p2Q4r6S8t0U";

    public static TheoryData<string, string> LinksToJane => ToTable(
        "jane-doe",
        "https://www.linkedin.com/in/jane-doe",
        "https://www.linkedin.com/in/jane-doe/",
        "http://www.linkedin.com/in/jane-doe",
        "www.linkedin.com/in/jane-doe",
        "linkedin.com/in/jane-doe",
        "linkedin.com/in/jane-doe/",
        "//www.linkedin.com/in/jane-doe",
        "/in/jane-doe",
        "in/jane-doe",
        "In/jane-doe/",
        "HTTPS://WWW.LINKEDIN.COM/IN/jane-doe",
        "Https://Www.LinkedIn.Com/In/jane-doe/",
        "https://de.linkedin.com/in/jane-doe",
        "https://uk.linkedin.com/in/jane-doe",
        "https://m.linkedin.com/in/jane-doe",
        "https://touch.linkedin.com/in/jane-doe",
        "https://touch.www.linkedin.com/in/jane-doe",
        "https://www.linkedin.com./in/jane-doe",
        "https://linkedin.com./in/jane-doe",
        "https://www.linkedin.com:443/in/jane-doe",
        "http://www.linkedin.com:80/in/jane-doe",
        "https://www.linkedin.com:/in/jane-doe",
        "www.linkedin.com:443/in/jane-doe",
        "https://www.linkedin.com./in/jane-doe/?trk=x#top",
        "https://www.linkedin.com/in/jane-doe?originalSubdomain=de",
        "https://www.linkedin.com/in/jane-doe/?originalSubdomain=de",
        "https://www.linkedin.com/in/jane-doe?miniProfileUrn=urn%3Ali%3Afs_miniProfile%3AACoAABbBzg0B",
        "https://www.linkedin.com/in/jane-doe?next=https://www.linkedin.com/in/john",
        "https://www.linkedin.com/in/jane-doe#experience",
        "https://www.linkedin.com/in/jane-doe/#",
        "https://www.linkedin.com/in/jane-doe?",
        "https://www.linkedin.com/in/jane-doe/en",
        "https://www.linkedin.com/in/jane-doe/de-de",
        "https://www.linkedin.com/in/jane-doe/de_DE",
        "https://www.linkedin.com/in/jane-doe/in",
        "https://www.linkedin.com/in/jane-doe/zh-cn/",
        "https://www.linkedin.com/in/jane-doe/?locale=en_US",
        "https://www.linkedin.com/in/jane-doe/details/experience/",
        "https://www.linkedin.com/in/jane-doe/details/skills",
        "https://www.linkedin.com/in/jane-doe/recent-activity/",
        "https://www.linkedin.com/in/jane-doe/recent-activity/all/",
        "https://www.linkedin.com/in/jane-doe/recent-activity/shares/",
        "https://www.linkedin.com/in/jane-doe/overlay/contact-info/",
        "https://www.linkedin.com/in/jane-doe/overlay/urn:li:fsd_profilePosition:(ACoAAB,1)/treasury/",
        "https://www.linkedin.com/in/jane-doe/detail/contact-info/",
        "https://www.linkedin.com/mwlite/in/jane-doe",
        "https://www.linkedin.com/mwlite/in/jane-doe/details/experience",
        "https://www.linkedin.com/MWLite/in/jane-doe",
        "https://www.linkedin.com/comm/in/jane-doe?midToken=AQ&trk=eml",
        "https://www.linkedin.com//in/jane-doe",
        "https://www.linkedin.com/in//jane-doe//",
        "https://www.linkedin.com/in/%6Aane-doe",
        "https://www.linkedin.com/in/jane%2Ddoe",
        "https://www.linkedin.com/in/jane%2ddoe",
        "  https://www.linkedin.com/in/jane-doe  ",
        "\thttps://www.linkedin.com/in/jane-doe\r\n",
        "\u00A0https://www.linkedin.com/in/jane-doe\u3000",
        "\uFEFFhttps://www.linkedin.com/in/jane-doe",
        "\u200Ehttps://www.linkedin.com/in/jane-doe",
        "\u202A\u200Fhttps://www.linkedin.com/in/jane-doe/\u202C",
        "https://www.linkedin.com/mwlite/profile/in/jane-doe",
        "https://www.linkedin.com/mwlite/profile/in/jane-doe/details/experience",
        "https://www.linkedin.com/profile/in/jane-doe",
        "jane-doe",
        " jane-doe ",
        "jane%2Ddoe");

    public static TheoryData<string, string> OtherSlugs => new()
    {
        { "https://www.linkedin.com/in/Jane-Doe", "Jane-Doe" },
        { "https://www.linkedin.com/in/jane-doe-1a2b3c45", "jane-doe-1a2b3c45" },
        { "https://www.linkedin.com/in/j", "j" },
        { "https://www.linkedin.com/in/7", "7" },
        { "https://www.linkedin.com/in/jane_doe", "jane_doe" },
        { "https://www.linkedin.com/in/jane.doe", "jane.doe" },
        { "https://www.linkedin.com/in/o'neill", "o'neill" },
        { "https://www.linkedin.com/in/o%27neill", "o'neill" },
        { "https://www.linkedin.com/in/-jane-", "-jane-" },
        { "https://www.linkedin.com/in/meg", "meg" },
        { "https://www.linkedin.com/in/in", "in" },
        { "https://www.linkedin.com/in/company", "company" },
        { "https://fr.linkedin.com/in/jos%C3%A9-garc%C3%ADa", "josé-garcía" },
        { "https://fr.linkedin.com/in/josé-garcía", "josé-garcía" },
        { "https://fr.linkedin.com/in/jose\u0301", "josé" },
        { "https://fr.linkedin.com/in/jose%CC%81", "josé" },
        { "https://de.linkedin.com/in/j%c3%bcrgen-m%C3%BCller", "jürgen-müller" },
        { "https://www.linkedin.com/in/jürgen-m%C3%BCller", "jürgen-müller" },
        { "https://jp.linkedin.com/in/%E5%B1%B1%E7%94%B0-%E5%A4%AA%E9%83%8E", "山田-太郎" },
        { "https://cn.linkedin.com/in/伟-王-8b1/zh-cn", "伟-王-8b1" },
        { "https://ru.linkedin.com/in/иван-петров", "иван-петров" },
        { "https://il.linkedin.com/in/דוד-כהן", "דוד-כהן" },
        { "https://eg.linkedin.com/in/%D9%85%D8%AD%D9%85%D8%AF", "محمد" },
        { "https://in.linkedin.com/in/प्रिया-शर्मा", "प्रिया-शर्मा" },
        { "https://ir.linkedin.com/in/می\u200Cخواهم", "می\u200Cخواهم" },
        { "https://www.linkedin.com/in/jane-🚀-doe", "jane-🚀-doe" },
        { "https://www.linkedin.com/in/jane-%F0%9F%9A%80", "jane-🚀" },
        { "https://www.linkedin.com/in/jane-👩\u200D💻", "jane-👩\u200D💻" },
        { "https://www.linkedin.com/in/jane-👍🏽-™", "jane-👍🏽-™" },
        { "https://www.linkedin.com/in/jane–doe", "jane–doe" },
        { "josé-garcía", "josé-garcía" },
        { "jos%C3%A9", "josé" },
        { "acosta", "acosta" },
        { "ACosta-Fernandez-1980", "ACosta-Fernandez-1980" },
        { "ACoAA12", "ACoAA12" },
        { "acoaa-jane", "acoaa-jane" },
        // Invisible letters belong to the slug: without them it is another one.
        {
            "https://www.linkedin.com/in/%E2%80%AAnoor-example%E2%80%AC%E2%80%8F-8899b1273",
            "\u202Anoor-example\u202C\u200F-8899b1273"
        },
        { "https://www.linkedin.com/in/\u202Anoor-example\u202C", "\u202Anoor-example\u202C" },
        { "\u202Ajane-doe", "\u202Ajane-doe" },
        { "jane-doe\u200B", "jane-doe\u200B" },
        { "\uFEFFjane-doe", "\uFEFFjane-doe" },
        { " jane-doe\u200F ", "jane-doe\u200F" },
        { "https://www.linkedin.com/in/jane\u00ADdoe", "jane\u00ADdoe" },
        { "https://www.linkedin.com/in/jane\u202Edoe", "jane\u202Edoe" },
        { "https://www.linkedin.com/in/jane\u200D/x", "jane\u200D" },
        { "https://www.linkedin.com/in/undefined-behaviour", "undefined-behaviour" },
        { "https://www.linkedin.com/in/m%C3%BCller%C3%9F", "müllerß" },
        { "https://www.linkedin.com/in/jane?trk={{campaign}}", "jane" },
    };

    public static TheoryData<string, string> MemberIds => ToTable(
        MemberId,
        "https://www.linkedin.com/in/" + MemberId,
        "https://www.linkedin.com/in/" + MemberId + "/",
        "https://www.linkedin.com/in/" + MemberId + "?trk=x",
        "https://www.linkedin.com/in/" + MemberId + "/de-de",
        "linkedin.com/in/" + MemberId,
        "https://m.linkedin.com/in/" + MemberId,
        "/in/" + MemberId,
        MemberId,
        "  " + MemberId + "\n",
        "urn:li:fsd_profile:" + MemberId,
        "urn:li:fs_miniProfile:" + MemberId,
        "URN:LI:FSD_PROFILE:" + MemberId,
        "urn:li:fs_miniprofile:" + MemberId,
        "urn%3Ali%3Afsd_profile%3A" + MemberId,
        "urn%3ali%3Afs_miniProfile%3a" + MemberId);

    [Theory]
    [MemberData(nameof(LinksToJane))]
    [MemberData(nameof(OtherSlugs))]
    public void A_slug_is_read_in_every_spelling(string text, string slug)
    {
        foreach (var result in ReadInEveryParameter(text))
        {
            Assert.True(result.Succeeded(out var reference, out var refusal), refusal?.Message);
            Assert.False(reference.Primary.IsMemberId);
            Assert.Equal(slug, reference.Primary.Value);
            Assert.Null(reference.MustAlsoBe);
        }
    }

    [Theory]
    [MemberData(nameof(MemberIds))]
    public void A_member_id_is_read_in_every_spelling(string text, string memberId)
    {
        foreach (var result in ReadInEveryParameter(text))
        {
            Assert.True(result.Succeeded(out var reference, out var refusal), refusal?.Message);
            Assert.True(reference.Primary.IsMemberId);
            Assert.Equal(memberId, reference.Primary.Value);
        }
    }

    [Theory]
    [InlineData(SalesId)]
    [InlineData("https://www.linkedin.com/in/" + SalesId)]
    [InlineData("https://www.linkedin.com/sales/people/" + SalesId + ",name,x1")]
    [InlineData("https://www.linkedin.com/sales/people/" + SalesId + "%2Cname%2Cx1?trk=x")]
    [InlineData("linkedin.com/sales/lead/" + SalesId + ",NAME_SEARCH,x1")]
    [InlineData("urn:li:fs_salesProfile:(" + SalesId + ",NAME_SEARCH,x1)")]
    [InlineData("urn:li:fs_salesProfile:" + SalesId)]
    public void An_id_of_Sales_Navigator_is_read_as_given(string text)
    {
        foreach (var result in ReadInEveryParameter(text))
        {
            Assert.True(result.Succeeded(out var reference, out var refusal), refusal?.Message);
            Assert.Equal(PersonIdentifier.SalesId(SalesId), reference.Primary);
        }

        Assert.Equal(
            PersonIdentifier.SalesId(SalesId), PersonTarget.Read(text, null, null).ValueOrThrow().Identifier);
    }

    [Theory]
    [InlineData("https://www.linkedin.com/sales/people/" + MemberId + ",name,x1")]
    [InlineData("urn:li:fs_salesProfile:(" + MemberId + ",NAME_SEARCH,x1)")]
    public void A_member_id_in_a_link_of_Sales_Navigator_is_one(string text)
    {
        foreach (var result in ReadInEveryParameter(text))
        {
            Assert.Equal(PersonIdentifier.MemberId(MemberId), result.ValueOrThrow().Primary);
        }
    }

    [Fact]
    public void A_slug_and_an_id_of_Sales_Navigator_cannot_be_compared()
    {
        var refusal = PersonReference.Parse("/in/jane-doe", null, SalesId).Refusal;

        Assert.Equal(
            $"profile_url and identifier cannot be compared; give one of the two (jane-doe and {SalesId})",
            refusal?.Message);
    }

    [Fact]
    public void A_name_with_a_dot_is_a_slug_as_identifier_and_a_host_as_link()
    {
        var asIdentifier = PersonReference.Parse(null, null, "jane.doe");
        var asLink = PersonReference.Parse("jane.doe", null, null);

        Assert.Equal("jane.doe", asIdentifier.ValueOrThrow().Primary.Value);
        Assert.Equal("profile_url links to another site (jane.doe), not to a person", asLink.Refusal?.Message);
    }

    [Fact]
    public void A_slug_can_have_a_hundred_characters_whatever_their_encoded_length()
    {
        var slug = string.Concat(Enumerable.Repeat("🚀", 99)) + "a";

        var result = PersonReference.Parse("https://www.linkedin.com/in/" + Uri.EscapeDataString(slug), null, null);

        Assert.Equal(slug, result.ValueOrThrow().Primary.Value);
    }

    private static Result<PersonReference>[] ReadInEveryParameter(string text) =>
    [
        PersonReference.Parse(text, null, null),
        PersonReference.Parse(null, text, null),
        PersonReference.Parse("", " ", text),
    ];

    private static TheoryData<string, string> ToTable(string expected, params string[] spellings)
    {
        var table = new TheoryData<string, string>();
        foreach (var spelling in spellings.Distinct())
        {
            table.Add(spelling, expected);
        }

        return table;
    }
}
