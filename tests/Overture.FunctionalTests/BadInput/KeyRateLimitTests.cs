using System.Globalization;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.BadInput;

/// <summary>Too many requests with one key are refused until its window ends, and other keys are not held up.</summary>
public sealed class KeyRateLimitTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_fourth_request_of_three_is_refused_until_the_window_ends()
    {
        await using var gateway = await Gateway.StartAsync(settings: ["Overture:Http:RequestsPerMinute=3"]);
        for (var left = 2; left >= 0; left--)
        {
            var allowed = await gateway.GetAsync("/v2/credits");
            Assert.Equal((200, "\"key\";q=3;w=60"), (allowed.Status, allowed.Headers["RateLimit-Policy"]));
            Assert.StartsWith($"\"key\";r={left};t=", allowed.Headers["RateLimit"], StringComparison.Ordinal);
        }

        var refused = await gateway.InviteAsync("acc_sandbox", "johndoe");

        Envelope.IsRefusal(refused.Json, refused.Status, refused.Headers["X-Request-Id"], Reason.KeyRateLimit);
        Assert.StartsWith("\"key\";r=0;t=", refused.Headers["RateLimit"], StringComparison.Ordinal);
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 60);
        var retryAt = refused.Error["retry_at"]!.GetValue<DateTimeOffset>();
        Assert.InRange(retryAt - gateway.Time.GetUtcNow(), TimeSpan.FromSeconds(-1), Window);
        Assert.Empty(await gateway.Sandbox.InvitationsAsync());

        gateway.Time.Advance(Window);

        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", "johndoe")).Status);
    }

    [Fact]
    public async Task Each_key_has_a_window_of_its_own()
    {
        await using var gateway = await Gateway.StartAsync(settings: ["Overture:Http:RequestsPerMinute=1"]);
        await SecondWorkspace.AddAsync(gateway);

        Assert.Equal(200, (await gateway.GetAsync("/v2/credits")).Status);
        Assert.Equal(429, (await gateway.GetAsync("/v2/credits")).Status);
        Assert.Equal(200, (await WithSecondKeyAsync(gateway)).Status);
        Assert.Equal(429, (await WithSecondKeyAsync(gateway)).Status);
    }

    [Fact]
    public async Task A_request_without_an_accepted_key_counts_for_nobody()
    {
        await using var gateway = await Gateway.StartAsync(settings: ["Overture:Http:RequestsPerMinute=1"]);
        for (var tries = 0; tries < 3; tries++)
        {
            var refused = await gateway.SendAsync(
                new HttpRequestMessage(HttpMethod.Get, "/v2/credits"), key: "no-such-key");
            Assert.Equal((403, "unknown_api_key"), (refused.Status, refused.Reason));
            Assert.DoesNotContain("RateLimit", refused.Headers.Keys);
        }

        Assert.Equal(200, (await gateway.GetAsync("/v2/credits")).Status);
    }

    private static Task<Answered> WithSecondKeyAsync(Gateway gateway) =>
        gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v2/credits"), SecondWorkspace.Key);
}
