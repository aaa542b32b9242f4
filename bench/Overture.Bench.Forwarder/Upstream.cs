using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Overture.Bench.Forwarder;

/// <summary>
/// The two calls that an invitation needs, with the addresses, headers and bodies of the gateway's connector. Nothing
/// makes them safe: no retries, no time-outs, no unknown outcomes.
/// </summary>
internal sealed class Upstream(Uri address) : IDisposable
{
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const ulong LargestNumber = (1 << 22) - 1;
    private const ulong LargestCsrf = 10_000_000_000_000_000_000;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        MaxConnectionsPerServer = 1024,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    });

    private readonly ConcurrentDictionary<string, (string Header, string Csrf)> _cookies = new(StringComparer.Ordinal);

    private readonly string _resolve = $"{address}voyager/api/identity/dash/profiles?q=memberIdentity&memberIdentity=";

    private readonly Uri _send = new(
        address,
        "/voyager/api/voyagerRelationshipsDashMemberRelationships?action=verifyQuotaAndCreateV2"
        + "&decorationId=com.linkedin.voyager.dash.deco.relationships.InvitationCreationResultWithInvitee-2");

    public async Task<InvitedPerson> ResolveAsync(string accountId, string slug)
    {
        const string Decoration = "&decorationId=com.linkedin.voyager.dash.deco.identity.profile.WebTopCardCore-19";
        using var request = New(HttpMethod.Get, new Uri(_resolve + Uri.EscapeDataString(slug) + Decoration), accountId);
        using var reply = await AskAsync(request);
        return PersonOf(reply.RootElement);
    }

    /// <summary>Sends, and returns the platform's number of the invitation.</summary>
    public async Task<string> SendAsync(string accountId, string profileUrn, string? note)
    {
        using var request = New(HttpMethod.Post, _send, accountId);
        var body = new SendBody { Invitee = new Invitee(new InviteeUnion(profileUrn)), CustomMessage = note };
        request.Content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(body, ForwarderJson.Default.SendBody));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "UTF-8");
        using var reply = await AskAsync(request);
        var urn = reply.RootElement.GetProperty("data").GetProperty("value").GetProperty("invitationUrn").GetString()!;
        return urn[(urn.LastIndexOf(':') + 1)..];
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage New(HttpMethod method, Uri uri, string accountId)
    {
        var (header, csrf) = _cookies.GetOrAdd(accountId, CookieOf);
        var request = new HttpRequestMessage(method, uri);
        request.Headers.TryAddWithoutValidation("Cookie", header);
        request.Headers.TryAddWithoutValidation("csrf-token", csrf);
        request.Headers.TryAddWithoutValidation("accept", "application/vnd.linkedin.normalized+json+2.1");
        request.Headers.TryAddWithoutValidation("x-restli-protocol-version", "2.0.0");
        request.Headers.TryAddWithoutValidation("x-li-lang", "en_US");
        return request;
    }

    private async Task<JsonDocument> AskAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        return await JsonDocument.ParseAsync(body);
    }

    private static (string Header, string Csrf) CookieOf(string accountId)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"sandbox-{NumberOf(accountId)}");
        var hash = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
        var csrf = string.Create(CultureInfo.InvariantCulture, $"ajax:{hash % LargestCsrf:D19}");
        return ($"li_at={token}; JSESSIONID=\"{csrf}\"", csrf);
    }

    /// <summary>The harness keeps an account's number in the low bits of its id, which is written in base 32.</summary>
    private static ulong NumberOf(string accountId)
    {
        var id = 0UL;
        foreach (var letter in accountId.AsSpan(accountId.IndexOf('_', StringComparison.Ordinal) + 1))
        {
            id = (id << 5) | (uint)Letters.IndexOf(letter, StringComparison.Ordinal);
        }

        return id & LargestNumber;
    }

    private static InvitedPerson PersonOf(JsonElement reply)
    {
        var urn = reply.GetProperty("data").GetProperty("*elements")[0].GetString()!;
        var included = reply.GetProperty("included");
        var profile = Entity(included, urn);
        var relationship = Entity(included, profile.GetProperty("*memberRelationship").GetString()!);
        // Throws unless the person can be invited: the one decision that cannot be left out.
        relationship.GetProperty("memberRelationshipUnion").GetProperty("noConnection")
            .GetProperty("invitationUnion").GetProperty("noInvitation");
        return new InvitedPerson
        {
            ProfileUrn = urn,
            FirstName = profile.GetProperty("firstName").GetString()!,
            LastName = profile.GetProperty("lastName").GetString()!,
            Headline = profile.GetProperty("headline").GetString()!,
            PublicIdentifier = profile.GetProperty("publicIdentifier").GetString()!,
            ProfilePictureUrl = PictureOf(profile),
        };
    }

    private static string PictureOf(JsonElement profile)
    {
        if (!profile.TryGetProperty("profilePicture", out var picture)
            || picture.ValueKind != JsonValueKind.Object
            || !picture.TryGetProperty("displayImageReference", out var reference)
            || reference.ValueKind != JsonValueKind.Object
            || !reference.TryGetProperty("vectorImage", out var image))
        {
            return "";
        }

        return image.GetProperty("rootUrl").GetString()
            + image.GetProperty("artifacts")[1].GetProperty("fileIdentifyingUrlPathSegment").GetString();
    }

    private static JsonElement Entity(JsonElement included, string urn)
    {
        foreach (var entity in included.EnumerateArray())
        {
            if (entity.GetProperty("entityUrn").ValueEquals(urn)) return entity;
        }

        throw new InvalidDataException($"The answer does not carry {urn}.");
    }
}
