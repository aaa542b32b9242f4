using System.Text.Json;
using Overture.Client;
using Overture.Client.Contract;

namespace Overture.Tests.Client;

public sealed class RefusalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Reason> AllReasons => [.. Enum.GetValues<Reason>()];

    [Theory]
    [MemberData(nameof(AllReasons))]
    public async Task Every_reason_arrives_typed(Reason reason)
    {
        var entry = Reasons.Of(reason);
        DateTimeOffset? retryAt = entry.HasRetryAt ? new DateTimeOffset(2026, 5, 9, 9, 0, 0, TimeSpan.Zero) : null;
        var body = JsonSerializer.Serialize(
            new ErrorEnvelope
            {
                Error = new Error
                {
                    Code = entry.Code,
                    Message = entry.Meaning,
                    Reason = reason,
                    Scope = entry.Scope,
                    RetryAt = retryAt,
                    Details = new Dictionary<string, string> { ["limit"] = "200" },
                },
                Metadata = new() { Action = "invite", CreditsConsumed = 0, Timestamp = DateTimeOffset.UnixEpoch },
            },
            ContractJson.Default.ErrorEnvelope);
        using var gateway = new CannedGateway().Answer(
            entry.Status, body, headers: [("X-Request-Id", "req-2"), ("Idempotency-Replayed", "true")]);

        var result = await gateway.Client.Network.InviteAsync("acc_1", "in/jane", cancellationToken: Cancellation);

        Assert.False(result.Succeeded(out _, out var refusal));
        Assert.Equal(reason, refusal.Reason);
        Assert.Equal(Reasons.NameOf(reason), refusal.ReasonName);
        Assert.Equal(entry.Code, refusal.Code);
        Assert.Equal(entry.Scope, refusal.Scope);
        Assert.Equal(entry.Status, refusal.Status);
        Assert.Equal(entry.Meaning, refusal.Message);
        Assert.Equal(retryAt, refusal.RetryAt);
        Assert.Equal("200", refusal.Details["limit"]);
        Assert.Equal("req-2", refusal.RequestId);
        Assert.Equal("req-2", result.RequestId);
        Assert.True(result.IsReplayed);
        Assert.Equal("invite", result.Metadata?.Action);
    }

    [Fact]
    public async Task Names_of_a_newer_gateway_are_kept_as_text()
    {
        using var gateway = new CannedGateway().Answer(418, """
            {"success":false,"error":{"code":"TEAPOT","reason":"short_and_stout","scope":"kitchen",
            "message":"No coffee.","retry_at":"soon",
            "details":{"cups":3,"full":true,"none":null,"more":{"a":1}},"new":1}}
            """);

        var result = await gateway.Client.Network.InviteAsync("acc_1", "in/jane", cancellationToken: Cancellation);

        Assert.False(result.Succeeded(out _, out var refusal));
        Assert.Null(refusal.Code);
        Assert.Equal("TEAPOT", refusal.CodeName);
        Assert.Null(refusal.Reason);
        Assert.Equal("short_and_stout", refusal.ReasonName);
        Assert.Null(refusal.Scope);
        Assert.Equal("kitchen", refusal.ScopeName);
        Assert.Null(refusal.RetryAt);
        Assert.Equal("3", refusal.Details["cups"]);
        Assert.Equal("", refusal.Details["none"]);
        Assert.Null(result.Metadata);
        Assert.Equal("TEAPOT (short_and_stout), status 418: No coffee.", refusal.ToString());
    }

    [Theory]
    [InlineData("""{"success":false,"error":{"code":"rate_limited","message":"x"}}""")]
    [InlineData("""{"success":false,"error":{"code":"6","message":"x"}}""")]
    public async Task A_name_is_known_only_in_its_exact_spelling(string body)
    {
        using var gateway = new CannedGateway().Answer(429, body);

        var result = await gateway.Client.Credits.GetAsync(Cancellation);

        Assert.Null(result.Refusal?.Code);
    }

    [Fact]
    public async Task The_body_decides_before_the_status()
    {
        using var gateway = new CannedGateway().Answer(200, """{"success":false,"error":{"code":"INTERNAL_ERROR"}}""");

        var result = await gateway.Client.Credits.GetAsync(Cancellation);

        Assert.Equal(ErrorCode.InternalError, result.Refusal?.Code);
        Assert.Equal(200, result.Refusal?.Status);
    }

    [Fact]
    public async Task GetOrThrow_throws_the_refusal()
    {
        using var gateway = new CannedGateway().Answer(409, """
            {"success":false,"error":{"code":"CHANNEL_ERROR","reason":"they_invited_you","message":"Accept.",
            "details":{"shared_secret":"hush"}}}
            """);

        var result = await gateway.Client.Network.InviteAsync("acc_1", "in/jane", cancellationToken: Cancellation);
        var thrown = Assert.Throws<OvertureException>(() => result.GetOrThrow());

        Assert.Same(result.Refusal, thrown.Refusal);
        Assert.Equal(409, thrown.Status);
        Assert.Equal("The gateway refused: CHANNEL_ERROR (they_invited_you), status 409: Accept.", thrown.Message);
        Assert.DoesNotContain("hush", thrown.ToString(), StringComparison.Ordinal);
    }
}
