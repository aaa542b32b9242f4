using System.Text;
using Overture.Client.Contract;

namespace Overture.FunctionalTests.BadInput;

/// <summary>Bodies that are not one JSON object in UTF-8.</summary>
internal static class BadBodies
{
    private static readonly string Good = BadRequest.Invite("""{"identifier":"johndoe"}""");

    public static IEnumerable<BadRequest> Rows => [.. Malformed, .. MediaTypes, .. Sizes];

    private static IEnumerable<BadRequest> Malformed =>
    [
        Broken("no body") with { InMessage = "has no body" },
        Broken("no body and no content type") with { ContentType = null, InMessage = "has no body" },
        Broken("only white space", " \r\n\t "),
        Broken("a truncated object", Good[..^5]),
        Broken("an object cut inside a text", Good[..30]),
        Broken("two objects", Good + Good),
        Broken("rubbish behind the object", Good + "x"),
        Broken("a trailing comma", Good[..^1] + ",}"),
        Broken("single quotes", Good.Replace('"', '\'')),
        Broken("a name without quotes", """{account_id:"acc_sandbox"}"""),
        Broken("a comment", "/* hello */" + Good),
        Broken("NaN", BadRequest.Invite("""{"identifier":"johndoe","message":NaN}""")),
        Broken("a line break inside a text", BadRequest.Invite("{\"identifier\":\"john\ndoe\"}")),
        Broken("a name given twice", BadRequest.Invite("""{"identifier":"johndoe","identifier":"person-7"}"""))
            with { InMessage = "names a key twice" },
        Broken(
            "a name given twice, once escaped",
            """{"account_id":"acc_sandbox","account\u005fid":"acc_2","action":"invite"}""")
            with { InMessage = "names a key twice" },
        Broken("only a byte order mark") with { Body = [0xEF, 0xBB, 0xBF], InMessage = "has no body" },
        Broken("two byte order marks") with
        {
            Body = [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good)],
        },
        Broken("UTF-16") with { Body = Encoding.Unicode.GetBytes(Good) },
        Broken("UTF-16 with a byte order mark") with { Body = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good)] },
        Broken("bytes that are no UTF-8") with { Body = [.. "{\"account_id\":\""u8, 0xC3, 0x28, .. "\"}"u8] },
        Broken("Latin-1") with { Body = Encoding.Latin1.GetBytes(BadRequest.Invite("""{"identifier":"zoë"}""")) },
        Broken("a NUL byte behind the object") with { Body = [.. Encoding.UTF8.GetBytes(Good), 0] },
        Broken("half a surrogate pair in a value", BadRequest.Invite("""{"identifier":"johndoe","message":"\ud83d"}"""))
            with { InMessage = "surrogate" },
        Broken("half a surrogate pair in a name", BadRequest.Invite("""{"identifier":"johndoe","\ud83d":1}"""))
            with { InMessage = "surrogate" },
        Broken("half a surrogate pair in the only name", """{"\udc00":"x"}""") with { InMessage = "surrogate" },
        Broken(
            "half a surrogate pair under an idempotency key",
            BadRequest.Invite("""{"identifier":"johndoe","message":"\ude00 x"}"""))
            with { Headers = ["Idempotency-Key: surrogate-1"], InMessage = "surrogate" },
        Broken("half a surrogate pair in the account", """{"account_id":"\ud800","action":"invite"}""")
            with { InMessage = "surrogate" },
        Broken(
            "nesting without end", string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000)),
        Broken("an array", $"[{Good}]") with { InMessage = "not an object" },
        Broken("a text", "\"invite\"") with { InMessage = "not an object" },
        Broken("a number", "42") with { InMessage = "not an object" },
        Broken("null", "null") with { InMessage = "not an object" },
    ];

    private static IEnumerable<BadRequest> MediaTypes =>
    [
        .. new[] { "gzip", "br", "deflate", "identity, gzip", "aes" }.Select(encoding =>
            new BadRequest($"a body encoded as {encoding}", Reason.UnsupportedMediaType)
            {
                Headers = [$"Content-Encoding: {encoding}"], Text = Good, InMessage = "Content-Encoding",
            }),
        .. new[]
        {
            "text/plain", "text/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
            "application/xml", "application/octet-stream", "application/jsonx", "application", "///",
            "application/json; charset=utf-16", "application/json; charset=iso-8859-1",
            "application/json, text/plain",
        }.Select(type => new BadRequest(
            $"content type {type}", Reason.UnsupportedMediaType) { ContentType = type, Text = Good }),
        new("a body without content type", Reason.UnsupportedMediaType) { ContentType = null, Text = Good },
        new("a chunked body without content type", Reason.UnsupportedMediaType)
        {
            ContentType = null, Text = Good, IsChunked = true,
        },
    ];

    private static IEnumerable<BadRequest> Sizes =>
    [
        new("a body of nine megabytes", Reason.BodyTooLarge) { Text = TooMuch, InMessage = "8,388,608 bytes" },
        new("a chunked body of nine megabytes", Reason.BodyTooLarge)
        {
            Text = TooMuch, IsChunked = true, InMessage = "8,388,608 bytes",
        },
        new("eight megabytes of white space", Reason.BodyTooLarge) { Text = Good + new string(' ', 8_388_608) },
        new("a note as long as the body may be", Reason.InvalidParameter)
        {
            Text = BadRequest.Invite($$"""{"identifier":"johndoe","message":"{{new string('n', 8_000_000)}}"}"""),
            InMessage = "message is longer than",
        },
    ];

    private static string TooMuch => BadRequest.Invite(
        $$"""{"identifier":"johndoe","message":"{{new string('n', 9_000_000)}}"}""");

    private static BadRequest Broken(string name, string text = "") => new(name, Reason.MalformedBody) { Text = text };
}
