using Overture.Connectors.WebSession.Replies;

namespace Overture.Tests.Connectors;

/// <summary>Every known shape of a relationship in all its spellings; every other shape is unknown.</summary>
public sealed class RelationshipReaderTests
{
    private const string Ours = """
        {"entityUrn":"urn:li:fsd_invitation:7","invitationId":7,"invitationType":"SENT",
         "invitationState":"PENDING","sharedSecret":null}
        """;

    private const string Theirs = """
        {"entityUrn":"urn:li:fsd_invitation:8","invitationId":8,"invitationType":"RECEIVED",
         "invitationState":"PENDING","sharedSecret":"s3"}
        """;

    private static readonly string[] OtherSpellings =
        ["memberRelationship", "memberRelationshipData", "memberRelationshipDataResolutionResult"];

    [Theory]
    [InlineData("""{"self":{}}""", "Self")]
    [InlineData("""{"self":{},"connection":null,"noConnection":null,"$type":"x"}""", "Self")]
    [InlineData("""{"*connection":"urn:li:fsd_connection:ACoAAT"}""", "Connected 1")]
    [InlineData("""{"connection":{"entityUrn":"urn:li:fsd_connection:ACoAAT"}}""", "Connected 1")]
    [InlineData("""{"connection":"urn:li:fsd_connection:ACoAAT"}""", "Connected 1")]
    [InlineData(
        """{"*connection":"urn:li:fsd_connection:A","connection":{"entityUrn":"urn:li:fsd_connection:A"}}""",
        "Connected 1")]
    [InlineData("""{"com.linkedin.voyager.dash.relationships.Connection":{"createdAt":1}}""", "Connected 1")]
    [InlineData(Bodies.NotConnectedUnion, "NotConnected 2")]
    [InlineData(
        """{"noConnection":{"invitationUnion":{"noInvitation":{}},"memberDistance":"DISTANCE_3"}}""",
        "NotConnected 3")]
    [InlineData(
        """{"noConnection":{"invitationUnion":{"noInvitation":{}},"memberDistance":"OUT_OF_NETWORK"}}""",
        "NotConnected 3")]
    [InlineData(
        """{"noConnection":{"invitationUnion":{"noInvitation":{}},"memberDistance":"DISTANCE_OUT_OF_NETWORK"}}""",
        "NotConnected 3")]
    [InlineData("""{"noConnection":{"invitationUnion":{"noInvitation":{}}}}""", "NotConnected")]
    [InlineData("""{"noConnection":{"invitation":{"noInvitation":{}},"memberDistance":"NEW_WORD"}}""", "NotConnected")]
    [InlineData(
        """
        {"noConnection":{"invitationUnion":{"*invitation":"urn:li:fsd_invitation:7"},"memberDistance":"DISTANCE_2"}}
        """,
        "InvitationSent 2 #7")]
    [InlineData(
        """
        {"noConnection":{"invitationUnion":{"*invitation":"urn:li:fsd_invitation:8"},"memberDistance":"DISTANCE_2"}}
        """,
        "InvitationReceived 2 #8 s3")]
    [InlineData("""{"noConnection":{"*invitation":"urn:li:fsd_invitation:7"}}""", "InvitationSent #7")]
    [InlineData("""{"noConnection":{"invitationUnion":{"invitation":""" + Ours + """}}}""", "InvitationSent #7")]
    [InlineData("""{"noConnection":{"invitation":""" + Theirs + """}}""", "InvitationReceived #8 s3")]
    [InlineData("""{"noConnection":{"invitation":{"invitation":""" + Ours + """}}}""", "InvitationSent #7")]
    [InlineData(
        """
        {"noConnection":{"invitationUnion":{"invitation":{"entityUrn":"urn:li:fsd_invitation:9","invitationType":"SENT",
        "invitationState":null}}}}
        """,
        "InvitationSent #9")]
    [InlineData(
        """
        {"noConnection":{"invitationUnion":{"invitation":{"invitationId":"9","invitationType":"SENT",
        "invitationState":"PENDING","inviteeMember":"urn:li:fsd_profile:ACoAAT"}}}}
        """,
        "InvitationSent #9")]
    [InlineData(
        """
        {"noConnection":{"invitationUnion":{"invitation":{"invitationId":9,"invitationState":"PENDING",
        "inviteeMember":"urn:li:fsd_profile:ACoAAME"}}}}
        """,
        "InvitationReceived #9")]
    [InlineData(
        """
        {"noConnection":{"invitationUnion":{"invitation":{"invitationId":9,"invitationState":"PENDING",
        "*inviteeMemberResolutionResult":"urn:li:fsd_profile:ACoAAT"}}}}
        """,
        "InvitationSent #9")]
    [InlineData(
        """
        {"noConnection":{"invitationUnion":{"invitation":{"invitationId":9,"invitationType":"SENT",
        "invitationState":"PENDING","inviteeMember":"urn:li:fsd_profile:ACoAAME"}}}}
        """,
        "Unknown #9")]
    [InlineData(
        """
        {"noConnection":{"invitationUnion":{"invitation":{"invitationId":9,"invitationType":"RECEIVED",
        "invitationState":null}}}}
        """,
        "Unknown #9")]
    [InlineData(
        """
        {"noConnection":{"invitationUnion":{"invitation":{"invitationId":9,"invitationType":"SENT",
        "invitationState":"WITHDRAWN"}}}}
        """,
        "Unknown #9")]
    [InlineData(
        """
        {"noConnection":{"invitationUnion":{"invitation":{"invitationId":9,"invitationType":"OTHER",
        "invitationState":"PENDING"}}}}
        """,
        "Unknown #9")]
    [InlineData("""{"noConnection":{"invitationUnion":{"invitation":{"status":403}}}}""", "Unknown")]
    [InlineData("""{"noConnection":{"invitationUnion":{"*invitation":"urn:li:fsd_invitation:404"}}}""", "Unknown #404")]
    [InlineData(
        """{"noConnection":{"invitationUnion":{"noInvitation":{},"*invitation":"urn:li:fsd_invitation:7"}}}""",
        "Unknown")]
    [InlineData(
        """{"noConnection":{"invitationUnion":{"noInvitation":{}},"*invitation":"urn:li:fsd_invitation:7"}}""",
        "Unknown")]
    [InlineData("""{"noConnection":{"invitationUnion":{"noInvitation":null}}}""", "Unknown")]
    [InlineData("""{"noConnection":{"invitationUnion":{"noInvitation":true}}}""", "Unknown")]
    [InlineData("""{"noConnection":{"invitationUnion":{"noInvitation":{"status":500}}}}""", "Unknown")]
    [InlineData("""{"noConnection":{"invitationUnion":{}}}""", "Unknown")]
    [InlineData("""{"noConnection":{"invitationUnion":{"code":"X","noInvitation":{}}}}""", "Unknown")]
    [InlineData("""{"noConnection":{"code":"X","invitationUnion":{"noInvitation":{}}}}""", "Unknown")]
    [InlineData("""{"noConnection":{}}""", "Unknown")]
    [InlineData("""{"noConnection":true}""", "Unknown")]
    [InlineData(
        """{"noConnection":{"invitationUnion":{"noInvitation":{}}},"*connection":"urn:li:fsd_connection:A"}""",
        "Unknown")]
    [InlineData("""{"self":{},"noConnection":{"invitationUnion":{"noInvitation":{}}}}""", "Unknown")]
    [InlineData("""{"status":404}""", "Unknown")]
    [InlineData("""{"somethingNew":{}}""", "Unknown")]
    [InlineData("""{"connection":""}""", "Unknown")]
    [InlineData("{}", "Unknown")]
    [InlineData("null", "Unknown")]
    [InlineData("3", "Unknown")]
    public void Each_shape_has_one_meaning_in_every_encoding_and_spelling(string union, string expected)
    {
        var included = $"\"included\":[{Theirs},{Bodies.ViewerRelationship},{Ours}]";
        var entity = Bodies.TargetRelationship(union);
        Assert.Equal(expected, Read($$"""{"data":{{entity}},{{included}}}"""));
        Assert.Equal(expected, Read($$"""{"data":{"*value":"x"},{{included[..^1]}},{{entity}}]}"""));
        Assert.Equal(expected, Read(entity[..^1] + "," + included + "}"));
        foreach (var spelling in OtherSpellings)
        {
            var respelled = entity.Replace("\"memberRelationshipUnion\"", $"\"{spelling}\"", StringComparison.Ordinal);
            Assert.Equal(expected, Read($$"""{"data":{{respelled}},{{included}}}"""));
        }
    }

    [Theory]
    [InlineData("""{"self":{}}""", """{"self":{}}""", "Self")]
    [InlineData(Bodies.NotConnectedUnion, Bodies.NotConnectedUnion, "NotConnected 2")]
    [InlineData(Bodies.NotConnectedUnion, """{"*connection":"urn:li:fsd_connection:A"}""", "Unknown")]
    [InlineData(Bodies.NotConnectedUnion, """{"noConnection":{}}""", "Unknown")]
    [InlineData(Bodies.NotConnectedUnion, """{"otherThings":1}""", "NotConnected 2")]
    [InlineData(
        """{"noConnection":{"invitationUnion":{"*invitation":"urn:li:fsd_invitation:404"}}}""",
        Bodies.NotConnectedUnion,
        "Unknown")]
    [InlineData(
        """{"noConnection":{"invitationUnion":{"*invitation":"urn:li:fsd_invitation:404"}}}""",
        """{"noConnection":{"invitation":""" + Ours + """}}""",
        "InvitationSent #7")]
    [InlineData("null", """{"*connection":"urn:li:fsd_connection:A"}""", "Connected 1")]
    public void Two_statements_of_a_relationship_must_agree(string union, string data, string expected) =>
        Assert.Equal(
            expected,
            Read($$$"""
                {"data":{"entityUrn":"urn:li:fsd_memberRelationship:ACoAAT",
                 "memberRelationshipUnion":{{{union}}},"memberRelationshipData":{{{data}}}}}
                """));

    [Theory]
    [InlineData(
        """{"data":{"entityUrn":"urn:li:fsd_memberRelationship:ACoAAX","memberRelationshipUnion":{"self":{}}}}""")]
    [InlineData("""{"data":{"status":404},"included":[]}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_body_about_anything_else_is_not_a_relationship(string body) => Assert.Null(Read(body));

    [Theory]
    [InlineData("""{"data":{"value":{"invitationUrn":"urn:li:fsd_invitation:7"}}}""", 7L)]
    [InlineData("""{"data":{"value":{"*invitation":"urn:li:fsd_invitation:7"}},"included":[]}""", 7L)]
    [InlineData("""{"data":{"value":{"invitationUrn":null,"*invitation":"urn:li:fs_relInvitation:7"}}}""", 7L)]
    [InlineData("""{"value":{"invitationUrn":"urn:li:invitation:9007199254740993"}}""", 9007199254740993L)]
    [InlineData("""{"value":{"invitation":{"entityUrn":"urn:li:fsd_invitation:7"}}}""", 7L)]
    [InlineData("""{"data":{"value":{"invitationUrn":"urn:li:fsd_invitation:7"}},"errors":[]}""", 7L)]
    [InlineData("""{"data":{"value":{"invitationUrn":"urn:li:fsd_invitation:-7"}}}""", null)]
    [InlineData("""{"data":{"value":{"invitationUrn":"urn:li:fsd_invitation:7x"}}}""", null)]
    [InlineData("""{"data":{"value":{"invitationUrn":"urn:li:fsd_profile:7"}}}""", null)]
    [InlineData("""{"data":{"value":{"invitationUrn":"7"}}}""", null)]
    [InlineData("""{"data":{"value":"urn:li:fsd_invitation:7"}}""", null)]
    [InlineData("""{"data":{"value":{}},"included":[{"entityUrn":"urn:li:fsd_invitation:7"}]}""", null)]
    public void A_send_succeeds_only_with_the_number_of_an_invitation(string body, long? expected)
    {
        using var document = PersonReaderTests.Parse(body);
        Assert.Equal(expected, SentInvitationReader.Read(document)?.InvitationId);
    }

    private static string? Read(string body)
    {
        using var document = PersonReaderTests.Parse(body);
        var read = RelationshipReader.Read(document, "ACoAAT");
        return read is null
            ? null
            : string.Concat(
                read.Kind,
                read.Distance is { } distance ? $" {distance}" : "",
                read.InvitationId is { } id ? $" #{id}" : "",
                read.SharedSecret is { } secret ? " " + secret : "");
    }
}
