using System.Text;
using Overture.Connectors;
using Overture.Connectors.WebSession.Replies;

namespace Overture.Tests.Connectors;

/// <summary>Own profile and people, in both encodings and any order.</summary>
public sealed class PersonReaderTests
{
    [Theory]
    [InlineData(Bodies.MeNormalized, true)]
    [InlineData(Bodies.MePlain, false)]
    public void Own_profile_is_read_in_both_encodings(string body, bool isPremium)
    {
        using var document = Parse(body);
        var expected = new OwnProfile("ACoAAME", "me-self", "Me", "Self", "Work", isPremium);
        Assert.Equal(expected, OwnProfileReader.Read(document));
    }

    [Theory]
    [InlineData("""{"data":{"*miniProfile":"urn:li:fs_miniProfile:ACoAAME"},"included":[]}""")]
    [InlineData(
        """
        {"data":{"*miniProfile":"urn:li:fs_miniProfile:ACoAAME"},"included":[{
        "entityUrn":"urn:li:fs_miniProfile:ACoAAX"}]}
        """)]
    [InlineData("""{"data":{"*miniProfile":null}}""")]
    [InlineData("""{"miniProfile":{"firstName":"Me"}}""")]
    [InlineData("[1]")]
    public void Own_profile_without_its_entity_is_none(string body)
    {
        using var document = Parse(body);
        Assert.Null(OwnProfileReader.Read(document));
    }

    [Fact]
    public void The_requested_person_is_found_in_every_order()
    {
        string[] included = [Bodies.Viewer, Bodies.ViewerRelationship, Bodies.TargetRelationship(), Bodies.Target];
        foreach (var order in Permutations(included))
        {
            var person = Read(Bodies.Person([.. order]));
            Assert.Equal("ACoAAT", person?.MemberId);
            Assert.Equal("Ada", person?.FirstName);
            Assert.Equal("https://media.example/p_200", person?.PictureUrl);
            Assert.True(person?.RequiresEmail);
            Assert.Equal(new Relationship(RelationshipKind.NotConnected) { Distance = 2 }, person?.Relationship);
        }
    }

    [Fact]
    public void A_plain_answer_reads_the_same()
    {
        var inline = Bodies.Target.Replace(
            "\"*memberRelationship\":\"urn:li:fsd_memberRelationship:ACoAAT\"",
            "\"memberRelationship\":" + Bodies.TargetRelationship(),
            StringComparison.Ordinal);
        var plain = $$$"""{"elements":[{{{inline}}}],"paging":{"start":0,"count":10}}""";
        Assert.Equal(Read(Bodies.PersonNormalized()), Read(plain));
    }

    [Fact]
    public void A_single_entity_is_read_too()
    {
        Assert.Equal("ACoAAT", Read($$"""{"data":{{Bodies.Target}},"included":[]}""")?.MemberId);
        Assert.Equal("ACoAAT", Read(Bodies.Target)?.MemberId);
    }

    [Fact]
    public void A_person_with_a_dangling_relationship_has_none()
    {
        var person = Read(Bodies.Person(Bodies.ViewerRelationship, Bodies.Viewer, Bodies.Target));
        Assert.NotNull(person);
        Assert.Null(person.Relationship);
    }

    [Fact]
    public void Another_persons_relationship_is_ignored()
    {
        var crossed = Bodies.Target.Replace(
            "memberRelationship:ACoAAT", "memberRelationship:ACoAAME", StringComparison.Ordinal);
        Assert.Null(Read(Bodies.Person(Bodies.ViewerRelationship, crossed))?.Relationship);
    }

    [Fact]
    public void Missing_names_and_pictures_are_fine()
    {
        var person = Read(Bodies.Person(
            """
            {"entityUrn":"urn:li:fsd_profile:ACoAAT","publicIdentifier":"ada","firstName":null,"headline":"half \ud83d"}
            """));
        Assert.Equal(new Person("ACoAAT", "ada", "", "", ""), person);
    }

    [Theory]
    [InlineData("""{"data":{"elements":[]},"included":[]}""")]
    [InlineData("""{"data":{"*elements":[]},"included":[]}""")]
    [InlineData("""{"elements":[],"paging":{}}""")]
    [InlineData("""{"elements":[{"entityUrn":"urn:li:fsd_profile:ACoAAX","publicIdentifier":"ada-2"}]}""")]
    [InlineData(
        """
        {"data":{"*elements":["urn:li:fsd_profile:ACoAAX"]},"included":[{"entityUrn":"urn:li:fsd_profile:ACoAAX",
        "publicIdentifier":"adam"}]}
        """)]
    public void An_answer_without_the_person_means_not_found(string body)
    {
        using var document = Parse(body);
        var answer = PersonReader.Read(document, PersonIdentifier.Slug("ada"));
        Assert.Equal(PlatformRefusal.PersonNotFound, answer.Failure?.Refusal);
    }

    [Theory]
    [InlineData("""{"data":{"*elements":["urn:li:fsd_profile:ACoAAT"]},"included":[]}""")]
    [InlineData("""{"data":{"elements":[{"$type":"Something"}]}}""")]
    [InlineData("""{"data":{"status":400},"included":[]}""")]
    [InlineData("{}")]
    [InlineData("3")]
    public void An_unknown_shape_is_neither_a_person_nor_not_found(string body)
    {
        using var document = Parse(body);
        var answer = PersonReader.Read(document, PersonIdentifier.Slug("ada"));
        Assert.Null(answer.Value);
        Assert.Null(answer.Failure);
    }

    [Fact]
    public void A_member_id_must_match_exactly()
    {
        using var document = Parse(Bodies.PersonNormalized());
        Assert.Equal("ada", PersonReader.Read(document, PersonIdentifier.MemberId("ACoAAT")).Value?.PublicIdentifier);
        Assert.Null(PersonReader.Read(document, PersonIdentifier.MemberId("acoaat")).Value);
    }

    [Fact]
    public void The_full_profile_wins_over_a_mini_profile_of_the_same_person()
    {
        const string Mini = """
            {"entityUrn":"urn:li:fs_miniProfile:ACoAAT","dashEntityUrn":"urn:li:fsd_profile:ACoAAT",
             "publicIdentifier":"ada"}
            """;
        var body = Bodies.Person(Mini, Bodies.TargetRelationship(), Bodies.Target).Replace(
            """
            "*elements":["urn:li:fsd_profile:ACoAAT"]
            """,
            """
            "*elements":["urn:li:gone:1"]
            """,
            StringComparison.Ordinal);
        Assert.NotNull(Read(body)?.Relationship);
    }

    [Theory]
    [InlineData("ada", "ada", true)]
    [InlineData("ADA", "ada", true)]
    [InlineData("andr%C3%A9", "andré", true)]
    [InlineData("andre\u0301", "andr\u00e9", true)]
    [InlineData("ANDR\u00c9", "andr%c3%a9", true)]
    [InlineData("李明-1", "%E6%9D%8E%E6%98%8E-1", true)]
    [InlineData("\ud83d", "\ud83d", true)]
    [InlineData("\ud83d", "ada", false)]
    [InlineData("ada", "ada-1", false)]
    [InlineData("andre", "andré", false)]
    [InlineData("", "", false)]
    [InlineData(null, "ada", false)]
    public void Slugs_match_without_case_encoding_or_composition(string? left, string right, bool expected) =>
        Assert.Equal(expected, Slug.Same(left, right));

    [Theory]
    [InlineData(
        """
        {"profilePicture":{"displayImageWithFrameReferenceUnion":{"vectorImage":{"rootUrl":"https://m/","artifacts":[{
        "width":100,"fileIdentifyingUrlPathSegment":"a"}]}}}}
        """,
        "https://m/a")]
    [InlineData(
        """
        {"picture":{"com.linkedin.common.VectorImage":{"rootUrl":"https://m/","artifacts":[{"width":400,
        "fileIdentifyingUrlPathSegment":"b"},{"width":100,"fileIdentifyingUrlPathSegment":"a"}]}}}
        """,
        "https://m/a")]
    [InlineData(
        """
        {"profilePicture":{"displayImageReferenceResolutionResult":{"vectorImage":{"rootUrl":null,"artifacts":[{
        "width":1,"fileIdentifyingUrlPathSegment":"https://m/full"}]}}}}
        """,
        "https://m/full")]
    [InlineData(
        """{"profilePicture":{"displayImageReference":{"vectorImage":{"rootUrl":"https://m/","artifacts":[]}}}}""",
        null)]
    [InlineData("""{"profilePicture":{"displayImageReference":{"url":"https://m/"}}}""", null)]
    [InlineData(
        """
        {"profilePicture":{"displayImageReference":{"vectorImage":{"rootUrl":"javascript:","artifacts":[{"width":1,
        "fileIdentifyingUrlPathSegment":"x"}]}}}}
        """,
        null)]
    [InlineData("""{"profilePicture":null}""", null)]
    [InlineData("{}", null)]
    public void Pictures_are_read_from_every_variant(string profile, string? expected)
    {
        using var document = Parse(profile);
        Assert.Equal(expected, PictureReader.Read(document.Root));
    }

    internal static ReplyDocument Parse(string body) =>
        ReplyDocument.TryParse(Encoding.UTF8.GetBytes(body)) ?? throw new InvalidOperationException("not JSON");

    [Fact]
    public void An_id_that_the_answer_does_not_repeat_means_the_one_person_it_lists()
    {
        var id = PersonIdentifier.SalesId("ACwAAT");
        using var one = Parse(Bodies.PersonNormalized());
        using var none = Parse("""{"data":{"*elements":[]},"included":[]}""");
        using var two = Parse(
            """
            {"elements":[{"entityUrn":"urn:li:fsd_profile:ACoAAT","publicIdentifier":"ada"},
             {"entityUrn":"urn:li:fsd_profile:ACoAAX","publicIdentifier":"eve"}]}
            """);

        Assert.Equal("ACoAAT", PersonReader.Read(one, id).Value?.MemberId);
        Assert.Equal(PlatformRefusal.PersonNotFound, PersonReader.Read(none, id).Failure?.Refusal);
        Assert.Null(PersonReader.Read(two, id).Value);
    }

    private static Person? Read(string body)
    {
        using var document = Parse(body);
        return PersonReader.Read(document, PersonIdentifier.Slug("ada")).Value;
    }

    private static IEnumerable<IEnumerable<string>> Permutations(string[] items) =>
        items.Length <= 1
            ? [items]
            : items.SelectMany(
                item => Permutations([.. items.Where(other => other != item)]),
                (item, rest) => rest.Prepend(item));
}
