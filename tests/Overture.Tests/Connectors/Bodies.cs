namespace Overture.Tests.Connectors;

/// <summary>Bodies of the platform's answers.</summary>
internal static class Bodies
{
    public const string MeNormalized = """
        {"data":{"$type":"com.linkedin.voyager.common.Me","plainId":1,"premiumSubscriber":true,
          "*miniProfile":"urn:li:fs_miniProfile:ACoAAME"},
         "included":[
          {"$type":"com.linkedin.voyager.identity.shared.MiniProfile",
           "entityUrn":"urn:li:fs_miniProfile:ACoAAX","firstName":"Other"},
          {"$type":"com.linkedin.voyager.identity.shared.MiniProfile","entityUrn":"urn:li:fs_miniProfile:ACoAAME",
           "dashEntityUrn":"urn:li:fsd_profile:ACoAAME","publicIdentifier":"me-self",
           "firstName":"Me","lastName":"Self","occupation":"Work"}]}
        """;

    public const string MePlain = """
        {"plainId":1,"premiumSubscriber":false,"miniProfile":{"firstName":"Me","lastName":"Self","occupation":"Work",
         "publicIdentifier":"me-self","entityUrn":"urn:li:fs_miniProfile:ACoAAME",
         "objectUrn":"urn:li:member:1","memorialized":false}}
        """;

    public const string NotConnectedUnion = """
        {"noConnection":{"invitationUnion":{"noInvitation":{"targetInviteeResolutionResult":null}},
         "memberDistance":"DISTANCE_2"}}
        """;

    public const string Target = """
        {"$type":"com.linkedin.voyager.dash.identity.profile.Profile","entityUrn":"urn:li:fsd_profile:ACoAAT",
         "objectUrn":"urn:li:member:2","publicIdentifier":"ada","firstName":"Ada","lastName":"L","headline":"Engines",
         "memorialized":false,"emailRequired":true,
         "profilePicture":{"displayImageReference":{"vectorImage":{"rootUrl":"https://media.example/p_","artifacts":[
           {"width":100,"fileIdentifyingUrlPathSegment":"100","expiresAt":0},
           {"width":800,"fileIdentifyingUrlPathSegment":"800"},
           {"width":200,"fileIdentifyingUrlPathSegment":"200"},
           {"width":400,"fileIdentifyingUrlPathSegment":"400"}]}}},
         "*memberRelationship":"urn:li:fsd_memberRelationship:ACoAAT"}
        """;

    public const string Viewer = """
        {"$type":"com.linkedin.voyager.dash.identity.profile.Profile","entityUrn":"urn:li:fsd_profile:ACoAAME",
         "publicIdentifier":"me-self","firstName":"Me","*memberRelationship":"urn:li:fsd_memberRelationship:ACoAAME"}
        """;

    public const string ViewerRelationship =
        """{"entityUrn":"urn:li:fsd_memberRelationship:ACoAAME","memberRelationshipUnion":{"self":{}}}""";

    public const string Sent = """
        {"data":{"$type":"com.linkedin.restli.common.ActionResponse",
          "value":{"$type":"com.linkedin.voyager.dash.relationships.invitation.InvitationCreationResult",
           "invitationUrn":"urn:li:fsd_invitation:7","*invitation":"urn:li:fsd_invitation:7"}},
         "included":[{"entityUrn":"urn:li:fsd_invitation:7"}]}
        """;

    public static string TargetRelationship(string union = NotConnectedUnion) => $$"""
        {"$type":"com.linkedin.voyager.dash.relationships.MemberRelationship",
         "entityUrn":"urn:li:fsd_memberRelationship:ACoAAT","memberRelationshipUnion":{{union}}}
        """;

    public static string Person(params string[] included) => $$$"""
        {"data":{"*elements":["urn:li:fsd_profile:ACoAAT"],"paging":{"start":0,"count":10,"links":[]}},
         "included":[{{{string.Join(',', included)}}}]}
        """;

    public static string PersonNormalized() => Person(Viewer, ViewerRelationship, TargetRelationship(), Target);
}
