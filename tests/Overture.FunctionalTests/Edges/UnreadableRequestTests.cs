using System.Text;
using System.Text.RegularExpressions;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Edges;

/// <summary>
/// What the web server refuses before the application sees it comes in the envelope too, costs no stack trace in the
/// log, and ends the connection.
/// </summary>
public sealed partial class UnreadableRequestTests(UnreadableRequestTests.Fixture fixture)
    : IClassFixture<UnreadableRequestTests.Fixture>
{
    private const string Head = "Host: 127.0.0.1\r\nx-api-key: sandbox-key\r\nContent-Type: application/json\r\n";

    private static readonly Dictionary<string, (string Wire, int Status)> Requests = new()
    {
        ["a length of 21 digits"] = ($"POST /v2/network HTTP/1.1\r\n{Head}Content-Length: {Digits(21)}\r\n\r\n", 400),
        ["a length of 400 digits"] = ($"POST /nowhere HTTP/1.1\r\n{Head}Content-Length: {Digits(400)}\r\n\r\n", 400),
        ["a length that is no number"] = ($"POST /v2/network HTTP/1.1\r\n{Head}Content-Length: ten\r\n\r\n", 400),
        ["a NUL in the path"] = ($"GET /v2/%00 HTTP/1.1\r\n{Head}\r\n", 400),
        ["a NUL in a path outside v2"] = ($"GET /docs/%00 HTTP/1.1\r\n{Head}\r\n", 400),
        ["bytes that are no request"] = ("\0\u0001\u0002\r\n\r\n", 400),
        ["a header without a colon"] = ($"GET /v2/credits HTTP/1.1\r\n{Head}nonsense\r\n\r\n", 400),
        ["no host"] = ("GET /v2/credits HTTP/1.1\r\nx-api-key: sandbox-key\r\n\r\n", 400),
        ["two hosts"] = ($"GET /v2/credits HTTP/1.1\r\n{Head}Host: 127.0.0.2\r\n\r\n", 400),
        ["another host in the target"] = ($"GET http://evil.example/v2/credits HTTP/1.1\r\n{Head}\r\n", 400),
        ["a method for no path"] = ($"GET * HTTP/1.1\r\n{Head}\r\n", 405),
        ["a request line too long"] = ($"GET /{new string('x', 9_000)} HTTP/1.1\r\n{Head}\r\n", 414),
        ["headers too large"] = ($"GET /v2/credits HTTP/1.1\r\n{Head}a: {new string('x', 40_000)}\r\n\r\n", 431),
        ["too many headers"] = (
            $"GET /v2/credits HTTP/1.1\r\n{Head}{string.Concat(Enumerable.Repeat("a: b\r\n", 120))}\r\n", 431),
        ["an HTTP version that is none"] = ($"GET /v2/credits HTTP/7.7\r\n{Head}\r\n", 505),
        ["headers that never end"] = ($"GET /v2/credits HTTP/1.1\r\n{Head}", 408),
        ["an answered request before it"] = (
            $"GET /healthz HTTP/1.1\r\n{Head}\r\nGET /%00 HTTP/1.1\r\n{Head}\r\n", 400),
    };

    public static TheoryData<string> Names => [.. Requests.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Unreadable_request_is_answered_in_the_envelope(string name)
    {
        var (wire, status) = Requests[name];

        var bytes = await RawHttp.SendBytesAsync(fixture.Gateway.Http.BaseAddress!, Encoding.Latin1.GetBytes(wire));

        var answer = RawAnswer.Parse(bytes[StatusLine.Matches(Encoding.Latin1.GetString(bytes))[^1].Index..]);
        Assert.Equal(status, answer.Status);
        Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
        Assert.Equal("close", answer.Header("Connection"));
        Assert.Equal($"{answer.Body.Length}", answer.Header("Content-Length"));
        // The status can be more precise than the reason's own.
        Envelope.IsRefusal(answer.Json, 400, answer.Header("X-Request-Id"), Reason.MalformedRequest);
        Assert.DoesNotContain("   at ", fixture.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.AspNetCore.Server", fixture.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Overture.Server.Http", fixture.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_answers_are_passed_on_as_they_are()
    {
        // The admin listener's 404 has no body, like the web server's own answers.
        var answer = await RawHttp.SendAsync(fixture.Admin.Url, ["GET /nowhere HTTP/1.1"], []);

        Assert.Equal((404, 0), (answer.Status, answer.Body.Length));
    }

    private static string Digits(int count) => new('1', count);

    [GeneratedRegex(@"HTTP/1\.1 \d{3} ")]
    private static partial Regex StatusLine { get; }

    public sealed class Fixture : IAsyncLifetime
    {
        internal Gateway Gateway { get; private set; } = null!;

        internal CapturedLog Log { get; } = new();

        internal Telemetry.Scraped Admin { get; } = new();

        public async ValueTask InitializeAsync() => Gateway = await Gateway.StartAsync(
            logging => Log.Attach(logging, Microsoft.Extensions.Logging.LogLevel.Warning),
            settings: ["Overture:Http:HeadersTimeout=00:00:01", Admin.Setting]);

        public async ValueTask DisposeAsync()
        {
            Admin.Dispose();
            await Gateway.DisposeAsync();
        }
    }
}
