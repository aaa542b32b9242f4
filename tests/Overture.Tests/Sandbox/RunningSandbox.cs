using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Overture.Sandbox;

namespace Overture.Tests.Sandbox;

/// <summary>A sandbox on a free port with a folder of its own, and the calls that the tests make.</summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    public const string CreateV2 = "voyagerRelationshipsDashMemberRelationships?action=verifyQuotaAndCreateV2" +
        "&decorationId=com.linkedin.voyager.dash.deco.relationships.InvitationCreationResultWithInvitee-2";

    private const string Normalized = "application/vnd.linkedin.normalized+json+2.1";
    private const string WithRelationship = "com.linkedin.voyager.dash.deco.identity.profile.WebTopCardCore-19";

    private readonly bool _ownsFolder;
    private readonly WebApplication _app;

    private RunningSandbox(WebApplication app, string folder, bool ownsFolder)
    {
        _app = app;
        Folder = folder;
        _ownsFolder = ownsFolder;
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false };
        Http = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public string Folder { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunningSandbox> StartAsync(string? folder = null, TimeProvider? time = null)
    {
        var path = folder ?? Directory.CreateTempSubdirectory("overture-sandbox-").FullName;
        var app = SandboxHost.Build(new SandboxOptions { Url = "http://127.0.0.1:0", DataDirectory = path }, time);
        await app.StartAsync(Cancellation);
        return new RunningSandbox(app, path, folder is null);
    }

    public static HttpRequestMessage Voyager(HttpMethod method, string path, int member = 1, bool normalized = true)
    {
        var request = new HttpRequestMessage(method, "/voyager/api/" + path);
        request.Headers.TryAddWithoutValidation("Cookie", $"li_at=sandbox-{member}; JSESSIONID=\"ajax:7\"");
        request.Headers.TryAddWithoutValidation("csrf-token", "ajax:7");
        request.Headers.TryAddWithoutValidation("Accept", normalized ? Normalized : "*/*");
        return request;
    }

    public static HttpRequestMessage SendRequest(string memberId, string? note, int member = 1, bool normalized = true)
    {
        var body = new Dictionary<string, object>
        {
            ["invitee"] = new { inviteeUnion = new { memberProfile = "urn:li:fsd_profile:" + memberId } },
        };
        if (note is not null) body["customMessage"] = note;
        var request = Voyager(HttpMethod.Post, CreateV2, member, normalized);
        request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8);
        request.Content.Headers.ContentType = null;
        return request;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => Http.SendAsync(request, Cancellation);

    public static string RelationshipOf(string memberId) =>
        $"voyagerRelationshipsDashMemberRelationships/urn%3Ali%3Afsd_memberRelationship%3A{memberId}";

    public Task<HttpResponseMessage> ResolveAsync(string identity, int member = 1, bool normalized = true)
    {
        var query = $"q=memberIdentity&memberIdentity={Uri.EscapeDataString(identity)}&decorationId={WithRelationship}";
        return SendAsync(Voyager(HttpMethod.Get, $"identity/dash/profiles?{query}", member, normalized));
    }

    public async Task<string> MemberIdOfAsync(string slug)
    {
        using var response = await ResolveAsync(slug, normalized: false);
        var profile = (await JsonOf(response)).GetProperty("elements")[0];
        return profile.GetProperty("entityUrn").GetString()!["urn:li:fsd_profile:".Length..];
    }

    public async Task<HttpResponseMessage> InviteAsync(
        string slug, string? note = null, int member = 1, bool normalized = true) =>
        await SendAsync(SendRequest(await MemberIdOfAsync(slug), note, member, normalized));

    /// <summary>The member's relationship to the person: self, connected, none, SENT or RECEIVED.</summary>
    public async Task<string> RelationshipAsync(string slug, int member = 1)
    {
        var memberId = await MemberIdOfAsync(slug);
        using var response = await SendAsync(
            Voyager(HttpMethod.Get, RelationshipOf(memberId), member, normalized: false));
        var union = (await JsonOf(response)).GetProperty("memberRelationshipUnion");
        if (union.TryGetProperty("self", out _)) return "self";
        if (union.TryGetProperty("connection", out _)) return "connected";
        var invitation = union.GetProperty("noConnection").GetProperty("invitationUnion");
        return invitation.TryGetProperty("noInvitation", out _)
            ? "none"
            : invitation.GetProperty("invitation").GetProperty("invitationType").GetString()!;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonOf(response);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        using var response = await Http.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);
        return (response.StatusCode, await JsonOf(response));
    }

    public async Task<List<JsonElement>> LogAsync() =>
        [.. (await GetAsync("/sandbox/invitations")).GetProperty("items").EnumerateArray()];

    public static async Task<string?> CodeOf(HttpResponseMessage response) =>
        (await JsonOf(response)).GetProperty("data").GetProperty("code").GetString();

    public static async Task<int> StatusInBodyOf(HttpResponseMessage response) =>
        (await JsonOf(response)).GetProperty("data").GetProperty("status").GetInt32();

    public static async Task<JsonElement> JsonOf(HttpResponseMessage response)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: Cancellation);
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (_ownsFolder) Directory.Delete(Folder, recursive: true);
    }
}
