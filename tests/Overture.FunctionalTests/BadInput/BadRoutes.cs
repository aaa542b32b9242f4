using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.BadInput;

/// <summary>Keys, paths and methods that lead nowhere.</summary>
internal static class BadRoutes
{
    private static readonly string Good = BadRequest.Invite("""{"identifier":"johndoe"}""");

    public static IEnumerable<BadRequest> Rows => [.. Keys, .. Paths, .. Methods, .. Accounts];

    private static IEnumerable<BadRequest> Keys =>
    [
        new("no key", Reason.MissingApiKey) { Key = null, Text = Good },
        new("an empty key", Reason.MissingApiKey) { Key = "", Text = Good },
        new("a key nobody has", Reason.UnknownApiKey) { Key = "sandbox-keyy", Text = Good },
        new("the key in other letters", Reason.UnknownApiKey) { Key = "SANDBOX-KEY", Text = Good },
        new("a key as long as a header", Reason.UnknownApiKey) { Key = new string('k', 8_000), Text = Good },
        new("two keys", Reason.UnknownApiKey) { Headers = ["x-api-key: sandbox-key"], Text = Good },
        new("the key as a bearer token", Reason.MissingApiKey)
        {
            Key = null, Headers = ["Authorization: Bearer sandbox-key"], Text = Good,
        },
        new(
            "the key in the query",
            Reason.MissingApiKey) { Key = null, Path = "/v2/network?api_key=sandbox-key", Text = Good },
        new("no key comes before a broken body", Reason.MissingApiKey) { Key = null, Text = "{" },
        new(
            "no key comes before a wrong content type",
            Reason.MissingApiKey) { Key = null, ContentType = "text/plain", Text = Good },
        new(
            "no key comes before a wrong method",
            Reason.MissingApiKey) { Key = null, Method = "GET", ContentType = null },
        new("no key comes before an unknown path", Reason.MissingApiKey)
        {
            Key = null, Method = "GET", Path = "/v2/inbox", ContentType = null,
        },
        new(
            "no key for the balance",
            Reason.MissingApiKey) { Key = null, Method = "GET", Path = "/v2/credits", ContentType = null },
        new(
            "no key in a path in other letters",
            Reason.MissingApiKey) { Key = null, Path = "/V2/Network", Text = Good },
        new("no key in an encoded path", Reason.MissingApiKey) { Key = null, Path = "/%76%32/network", Text = Good },
    ];

    private static IEnumerable<BadRequest> Paths =>
    [
        .. new[]
        {
            "/v2/inbox", "/v2/message", "/v2", "/v2/network/invite", "/v2/network/..%2fadmin", "/v3/network", "/",
            "/network", "/admin/v1", "/openapi/v1.json",
        }
            .Select(path => new BadRequest($"the path {path}", Reason.UnknownPath)
            {
                Method = "GET", Path = path, ContentType = null,
            }),
        new("a path without key outside v2", Reason.UnknownPath) { Key = null, Path = "/anything", Text = Good },
    ];

    private static IEnumerable<BadRequest> Methods =>
    [
        .. new[] { "GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "INVITE" }.Select(method =>
            new BadRequest($"{method} network", Reason.MethodNotAllowed)
            {
                Method = method, ContentType = null, InMessage = "does not support this method",
            }),
        new("PUT with a body", Reason.MethodNotAllowed) { Method = "PUT", Text = Good },
        new("POST to the balance", Reason.MethodNotAllowed) { Path = "/v2/credits", Text = "{}" },
        new("DELETE of an account", Reason.MethodNotAllowed)
        {
            Method = "DELETE", Path = "/v2/accounts/acc_sandbox", ContentType = "application/json",
        },
        new("POST to the health page", Reason.MethodNotAllowed) { Path = "/healthz", Text = "{}" },
    ];

    private static IEnumerable<BadRequest> Accounts =>
    [
        new("someone else's account", Reason.UnknownAccount) { Key = SecondWorkspace.Key, Text = Good },
        new("someone else's account, read", Reason.UnknownAccount)
        {
            Key = SecondWorkspace.Key, Method = "GET", Path = "/v2/accounts/acc_sandbox", ContentType = null,
        },
        new("an account that is a path", Reason.UnknownAccount)
        {
            Method = "GET", Path = "/v2/accounts/..%2F..%2Facc_sandbox", ContentType = null,
        },
    ];
}
