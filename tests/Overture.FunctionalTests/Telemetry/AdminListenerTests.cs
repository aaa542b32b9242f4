using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Telemetry;

/// <summary>Two listeners of one process, each serving what the other does not.</summary>
public sealed partial class AdminListenerTests
{
    private static readonly string[] AdminPaths =
        [
            "/", "/metrics", "/dashboard", "/dashboard/", "/dashboard/index.min.js", "/dashboard/DashboardCounters",
            "/dashboard/ClusterStats",
        ];

    private static readonly string[] PublicPaths =
    [
        "/v2/credits", "/v2/accounts", "/openapi/v2.json", "/docs", "/v2/nowhere",
    ];

    [Fact]
    public async Task Each_listener_serves_its_own_and_both_serve_health()
    {
        using var admin = new Scraped();
        await using var gateway = await Gateway.StartAsync(settings: admin.Setting);

        foreach (var path in AdminPaths)
        {
            using var there = await admin.GetAsync(path);
            using var posted = await gateway.Http.PostAsync(path, null, TestContext.Current.CancellationToken);
            Assert.True(there.StatusCode == HttpStatusCode.OK, $"{path}: {there.StatusCode}");
            Assert.Equal("unknown_path", (await gateway.GetAsync(path)).Reason);
            Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        }

        foreach (var path in PublicPaths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(admin.Url, path));
            request.Headers.Add("x-api-key", Gateway.Key);
            using var response = await admin.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode == HttpStatusCode.NotFound, $"{path}: {response.StatusCode}");
            Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        foreach (var path in (string[])["/healthz", "/readyz"])
        {
            Assert.Equal(200, (await gateway.GetAsync(path)).Status);
            Assert.Contains("\"success\":true", await admin.ReadAsync(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_header_opens_the_other_listener()
    {
        using var admin = new Scraped();
        await using var gateway = await Gateway.StartAsync(settings: admin.Setting);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Host = admin.Url.Authority;
        using var response = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Metrics_can_be_parsed_and_hold_those_of_the_gateway()
    {
        using var admin = new Scraped();
        await using var gateway = await Gateway.StartAsync(settings: admin.Setting);
        await gateway.InviteAsync("acc_sandbox", "johndoe");

        var lines = (await admin.ReadAsync("/metrics")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.Matches(MetricsLine(), line));
        Assert.Contains(lines, line => line.StartsWith("overture_invitations_total{", StringComparison.Ordinal)
            && line.Contains("overture_outcome=\"sent\"", StringComparison.Ordinal));
        Assert.Contains(
            lines, line => line.StartsWith("overture_stage_duration_seconds_bucket{", StringComparison.Ordinal));
        Assert.Contains(
            lines, line => line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_dashboard_shows_the_grains_and_cannot_touch_them()
    {
        using var admin = new Scraped();
        await using var gateway = await Gateway.StartAsync(settings: admin.Setting);
        await gateway.InviteAsync("acc_sandbox", "johndoe");

        await Eventually.HoldsAsync(
            async () => JsonNode.Parse(await admin.ReadAsync("/dashboard/DashboardCounters"))!["simpleGrainStats"]!
                .AsArray()
                .Any(grain => grain!["grainType"]!.GetValue<string>()
                    .EndsWith(".AccountGrain", StringComparison.Ordinal)),
            "the account's grain is shown");
        using var state = await admin.GetAsync(
            "/dashboard/grainstate?grainId=acc_sandbox&grainType=Overture.Server.Accounts.AccountGrain");
        using var log = await admin.GetAsync("/dashboard/Trace");

        Assert.Equal(HttpStatusCode.NotFound, state.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, log.StatusCode);
    }

    [Fact]
    public async Task Without_an_address_nothing_of_it_is_registered()
    {
        await using var gateway = await Gateway.StartAsync();

        Assert.Empty(gateway.Services.GetServices<IIncomingGrainCallFilter>());
        Assert.Null(gateway.Services.GetService<OpenTelemetry.Metrics.MeterProvider>());
        Assert.Null(gateway.Services.GetService<OpenTelemetry.Trace.TracerProvider>());
        Assert.Equal("unknown_path", (await gateway.GetAsync("/metrics")).Reason);
    }

    [GeneratedRegex(
        """^(# (TYPE|HELP|UNIT|EOF).*|[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_][a-zA-Z0-9_]*="[^"]*",?)*\})? """
        + """[-+0-9.eEInfNa]+( \d+)?)$""")]
    private static partial Regex MetricsLine();
}
