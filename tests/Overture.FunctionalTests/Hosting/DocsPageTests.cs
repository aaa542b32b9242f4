using System.Text.RegularExpressions;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>The page that shows the document, and its "try it", load everything from this gateway.</summary>
public sealed partial class DocsPageTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Page_names_the_document_and_fills_in_the_sandbox_key()
    {
        var (page, contentType) = await ReadAsync("/docs/");

        Assert.StartsWith("text/html", contentType, StringComparison.Ordinal);
        Assert.Contains("<title>Overture</title>", page, StringComparison.Ordinal);
        Assert.Contains("\"url\":\"openapi/v2.json\"", page, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"sandbox-key\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_loads_nothing_from_elsewhere_and_sends_no_telemetry()
    {
        var (page, _) = await ReadAsync("/docs/");

        Assert.DoesNotMatch("(https?:)?//[a-z]", page);
        Assert.Contains("\"withDefaultFonts\":false", page, StringComparison.Ordinal);
        Assert.Contains("\"telemetry\":false", page, StringComparison.Ordinal);
        Assert.DoesNotContain("proxyUrl", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_shows_none_of_the_vendors_buttons()
    {
        var (page, _) = await ReadAsync("/docs/");

        foreach (var setting in (string[])
            [
                "\"hideClientButton\":true", "\"showDeveloperTools\":\"never\"", "\"agent\":{\"disabled\":true}",
                "\"mcp\":{\"disabled\":true}",
            ])
        {
            Assert.Contains(setting, page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Overture:Sandbox:KeyEnabled=false", null)]
    [InlineData("urls=http://0.0.0.0:0", null)]
    [InlineData("Overture:Sandbox:KeyEnabled=true", "X-Forwarded-For")]
    public async Task Page_fills_in_no_key_where_it_would_be_refused(string setting, string? header)
    {
        await using var gateway = await Gateway.StartAsync(settings: setting);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/");
        if (header is not null) request.Headers.Add(header, "8.8.8.8");
        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("<title>Overture</title>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("sandbox-key", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_serves_every_script_of_the_page()
    {
        var (page, _) = await ReadAsync("/docs/");
        var scripts = Script.Matches(page).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            var (text, contentType) = await ReadAsync($"/docs/{script}");
            Assert.StartsWith("text/javascript", contentType, StringComparison.Ordinal);
            Assert.NotEmpty(text);
        }
    }

    [Fact]
    public async Task Page_is_found_without_the_slash() =>
        Assert.Contains("openapi/v2.json", (await ReadAsync("/docs")).Text, StringComparison.Ordinal);

    private async Task<(string Text, string ContentType)> ReadAsync(string path)
    {
        using var response = await fixture.Gateway.Http.GetAsync(path, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            $"{response.Content.Headers.ContentType}");
    }

    [GeneratedRegex("""<script[^>]* src="([^"]+)"[^>]*>""")]
    private static partial Regex Script { get; }
}
