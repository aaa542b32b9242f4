using System.Globalization;
using System.Text;

namespace Overture.FunctionalTests.Fuzzing;

/// <summary>Whole requests with a frame that is right and contents of any kind.</summary>
internal sealed class HttpInputs(Random random)
{
    private static readonly string[] Paths =
    [
        "/v2/network", "/v2/network", "/v2/network", "/v2/network", "/v2/login", "/v2/accounts", "/v2/credits",
        "/v2/credits/statement", "/v2/accounts/acc_sandbox", "/openapi/v2.json", "/docs", "/healthz", "/readyz",
        "/v2/inbox", "/",
    ];

    private static readonly string[] Pieces =
    [
        "/", "//", "/..", "/%2e%2e", "%00", "%2f", "%", "%zz", "%c3%28", "?", "?limit=-1", "?limit=999999999999",
        "?offset=x", "?cursor=", "?count=", "&&=", "#x", ";", "\\", "\u00e9", "/acc_%F0%9F%98%80", "*",
        "?from=2026-13-01", "[", "|", "^",
    ];

    private static readonly string[] Types =
    [
        "application/json; charset=utf8", "application/json;charset=\"x", "text/plain",
        "application/x-www-form-urlencoded", "multipart/form-data", "application/json, text/plain", "",
        "json", "application/json; charset=utf-16", "*/*",
        "application/problem+json", ";;;",
    ];

    public FuzzInput Next(string name)
    {
        var method = random.Once(12)
            ? random.Of("GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "PROPFIND", "get", "M-SEARCH")
            : random.Once(6) ? "GET" : "POST";
        var body = method is "GET" or "HEAD" && !random.Once(10) ? [] : Body();
        var path = Path();
        var head = new List<string>
        {
            $"{method} {path} HTTP/1.1",
            $"Host: {(random.Once(30) ? random.Of("localhost:1", "[::1]", "127.0.0.1") : "127.0.0.1")}",
            "Connection: close",
        };
        if (!random.Once(25)) head.Add("x-api-key: sandbox-key");
        if (!random.Once(25)) head.Add($"Content-Type: {(random.Once(10) ? random.Of(Types) : "application/json")}");
        if (body.Length > 0 || method == "POST")
        {
            head.Add(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}"));
        }

        for (var more = random.Once(3) ? random.Next(4) : 0; more > 0; more--) head.Add(Header());
        return new FuzzInput(name, [.. Encoding.Latin1.GetBytes(string.Join("\r\n", head) + "\r\n\r\n"), .. body])
        {
            // A path is written in ASCII.
            IsBroken = !Ascii.IsValid(path),
        };
    }

    private byte[] Body() => random.Next(16) switch
    {
        0 => random.Bytes(random.Next(2_000)),
        1 => random.Damage(Encoding.UTF8.GetBytes(new JsonInputs(random).Next())),
        2 => random.Encode(new JsonInputs(random).Next()),
        3 => Encoding.UTF8.GetBytes(new CsvInputs(random).Next()),
        _ => Encoding.UTF8.GetBytes(new JsonInputs(random).Next()),
    };

    private string Path()
    {
        var path = random.Of(Paths);
        if (!random.Once(6)) return path;
        for (var more = random.Next(1, 4); more > 0; more--)
        {
            path = path.Insert(random.Once(2) ? path.Length : random.Next(1, path.Length + 1), random.Of(Pieces));
        }

        return random.Once(60) ? path + new string('a', random.Next(7_000)) : path;
    }

    private string Header() => random.Next(8) switch
    {
        0 => $"Idempotency-Key: {random.Of("a", "", new string('k', 256), "ключ", "a b", $"{random.Next(50)}")}",
        1 => $"x-api-key: {random.Of("", "x", "SANDBOX-KEY", "sandbox-key", new string('x', 4_000), "\u00ff\u00fe")}",
        2 => $"Accept-Encoding: {random.Of("gzip", "*;q=0", "x,y;q=2", "")}",
        3 => $"Content-Encoding: {random.Of("gzip", "identity", "br", "x")}",
        4 => $"X-Request-Id: {random.Of("a", new string('r', 300), "\u00e9", "a b", "<x>")}",
        5 => $"traceparent: {random.Of("00-x", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "")}",
        6 => $"Expect: {random.Of("100-continue", "200-ok")}",
        _ => $"X-{random.Next(99)}: {new string((char)random.Next(0x21, 0xff), random.Next(1, 200))}",
    };
}
