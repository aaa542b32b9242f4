using System.Net;
using System.Text.RegularExpressions;
using Overture.FunctionalTests.Support;
using Overture.FunctionalTests.Telemetry;

namespace Overture.FunctionalTests.Edges;

/// <summary>What an answer tells a browser: only our scripts, no frame, no guessed type, no copy.</summary>
public sealed partial class PageHeadersTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Scripts_of_the_page_have_a_nonce_that_no_other_answer_has()
    {
        var (first, one) = await ReadAsync("/docs/");
        var (second, _) = await ReadAsync("/docs/");

        var nonces = Script.Matches(first).Select(tag => WebUtility.HtmlDecode(Nonce.Match(tag.Value).Groups[1].Value))
            .ToList();
        var policy = Assert.Single(one["Content-Security-Policy"]);
        Assert.Equal(3, nonces.Count);
        Assert.True(Assert.Single(nonces.Distinct()).Length >= 22, "A nonce has 128 bits at least.");
        Assert.Contains($"script-src 'nonce-{nonces[0]}';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(Nonce.Match(first).Value, second, StringComparison.Ordinal);
        foreach (var rule in (string[])
            [
                "default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'",
                "form-action 'none'",
            ])
        {
            Assert.Contains(rule, policy, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/docs/")]
    [InlineData("/docs/scalar.js")]
    [InlineData("/openapi/v2.json")]
    [InlineData("/healthz")]
    [InlineData("/nowhere")]
    public async Task Page_cannot_be_framed_and_its_type_not_guessed(string path)
    {
        var (_, headers) = await ReadAsync(path);

        Assert.Equal("DENY", Assert.Single(headers["X-Frame-Options"]));
        Assert.Equal("nosniff", Assert.Single(headers["X-Content-Type-Options"]));
        Assert.Equal("no-referrer", Assert.Single(headers["Referrer-Policy"]));
    }

    [Theory]
    [InlineData("/v2/credits")]
    [InlineData("/v2/nowhere")]
    public async Task Answer_of_the_API_is_kept_by_no_cache(string path)
    {
        var answer = await fixture.Gateway.GetAsync(path);

        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
    }

    [Fact]
    public async Task Pages_of_the_admin_listener_cannot_be_framed()
    {
        using var admin = new Scraped();
        await using var gateway = await Gateway.StartAsync(settings: admin.Setting);

        foreach (var path in (string[])["/", "/dashboard/", "/metrics"])
        {
            using var response = await admin.GetAsync(path);
            Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        }
    }

    private async Task<(string Text, Dictionary<string, IEnumerable<string>> Headers)> ReadAsync(string path)
    {
        using var response = await fixture.Gateway.Http.GetAsync(path, TestContext.Current.CancellationToken);
        return (
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.ToDictionary(header => header.Key, header => header.Value));
    }

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script { get; }

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex Nonce { get; }
}
