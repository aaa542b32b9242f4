using System.Net;
using Overture.Connectors.WebSession.Replies;

namespace Overture.Connectors.WebSession;

/// <summary>Builds the requests; parts that do not depend on the call are built once.</summary>
internal sealed class WebSessionRequests
{
    private const string Accept = "application/vnd.linkedin.normalized+json+2.1";
    private const string ContentType = "application/json; charset=UTF-8";

    private readonly Uri _ownProfile;
    private readonly Uri _send;
    private readonly string _personStart;
    private readonly string _personEnd;
    private readonly string _relationshipStart;

    public WebSessionRequests(WebSessionOptions options, Uri baseAddress)
    {
        var api = baseAddress.GetLeftPart(UriPartial.Authority) + "/voyager/api";
        var collection = api + "/voyagerRelationshipsDashMemberRelationships";
        _ownProfile = new Uri(api + "/me");
        var sendDecoration = Uri.EscapeDataString(options.SendDecorationId);
        _send = new Uri($"{collection}?action=verifyQuotaAndCreateV2&decorationId={sendDecoration}");
        _personStart = api + "/identity/dash/profiles?q=memberIdentity&memberIdentity=";
        _personEnd = "&decorationId=" + Uri.EscapeDataString(options.ProfileDecorationId);
        _relationshipStart = collection + "/" + Uri.EscapeDataString(Urn.MemberRelationship);
    }

    public HttpRequestMessage OwnProfile(Session session) => New(HttpMethod.Get, _ownProfile, session);

    public HttpRequestMessage Person(Session session, PersonIdentifier identifier) =>
        New(HttpMethod.Get, new Uri(_personStart + Uri.EscapeDataString(identifier.Value) + _personEnd), session);

    public HttpRequestMessage Relationship(Session session, string memberId) =>
        New(HttpMethod.Get, new Uri(_relationshipStart + Uri.EscapeDataString(memberId)), session);

    public HttpRequestMessage Send(
        Session session, string memberId, string? note, Func<bool> isInTime, out SingleUseContent content)
    {
        content = new SingleUseContent(InvitationBody.Write(memberId, note), ContentType, isInTime);
        var request = New(HttpMethod.Post, _send, session);
        request.Content = content;
        return request;
    }

    private static HttpRequestMessage New(HttpMethod method, Uri uri, Session session)
    {
        // HTTP/1.1 exactly: newer versions have their own rules for repeating a request on another stream.
        var request = new HttpRequestMessage(method, uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var cookie = SessionCookie.For(session);
        request.Headers.TryAddWithoutValidation("Cookie", cookie.Header);
        request.Headers.TryAddWithoutValidation("csrf-token", cookie.CsrfToken);
        request.Headers.TryAddWithoutValidation("accept", Accept);
        request.Headers.TryAddWithoutValidation("x-restli-protocol-version", "2.0.0");
        request.Headers.TryAddWithoutValidation("x-li-lang", "en_US");
        ReadCountingHandler.Count(request, session.Meter);
        return request;
    }
}
