using Microsoft.Extensions.Logging;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;
using Overture.FunctionalTests.Telemetry;

namespace Overture.FunctionalTests.Edges;

/// <summary>Somebody who tries keys leaves a trace and is stopped; callers with a key that works are not.</summary>
public sealed class FailedKeysTests
{
    [Fact]
    public async Task Unknown_key_leaves_an_event_with_the_request_id_and_never_the_key()
    {
        var log = new CapturedLog();
        await using var gateway = await Gateway.StartAsync(logging => log.Attach(logging, LogLevel.Trace));
        using var measured = new Measured(gateway);

        var answer = await AskAsync(gateway, "ovt_a-key-that-nobody-has");

        Assert.Equal("unknown_api_key", answer.Reason);
        var line = Assert.Single(
            log.Text.Split('\n'), line => line.Contains("security.unknown_key", StringComparison.Ordinal));
        Assert.StartsWith("Warning ", line, StringComparison.Ordinal);
        Assert.Contains(answer.Headers["X-Request-Id"], line, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", line, StringComparison.Ordinal);
        Assert.DoesNotContain("a-key-that-nobody-has", log.Text, StringComparison.Ordinal);
        Assert.Equal(1, measured["overture.refusals overture.reason=unknown_api_key"]);
    }

    [Fact]
    public async Task Many_unknown_keys_are_limited_and_cost_few_lines()
    {
        var log = new CapturedLog();
        await using var gateway = await Gateway.StartAsync(
            logging => log.Attach(logging, LogLevel.Warning), settings: "Overture:Http:FailedKeysPerMinute=20");
        await SecondWorkspace.AddAsync(gateway);
        Assert.Equal(200, (await AskAsync(gateway, Gateway.Key)).Status);
        for (var number = 0; number < 20; number++)
        {
            Assert.Equal("unknown_api_key", (await AskAsync(gateway, $"guess-{number}")).Reason);
        }

        var refused = await AskAsync(gateway, "guess-20");

        Envelope.IsRefusal(refused.Json, refused.Status, refused.Headers["X-Request-Id"], Reason.KeyRateLimit);
        Assert.Equal(200, (await AskAsync(gateway, Gateway.Key)).Status);
        Assert.Equal("key_rate_limit", (await AskAsync(gateway, SecondWorkspace.Key)).Reason);
        Assert.Equal(
            10, log.Text.Split('\n').Count(line => line.Contains("security.unknown_key", StringComparison.Ordinal)));

        gateway.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await AskAsync(gateway, SecondWorkspace.Key)).Status);
        Assert.Equal("unknown_api_key", (await AskAsync(gateway, "guess-21")).Reason);
        Assert.Contains("(10 such lines left out)", log.Text, StringComparison.Ordinal);
    }

    private static Task<Answered> AskAsync(Gateway gateway, string key) =>
        gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v2/credits"), key);
}
