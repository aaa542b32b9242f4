using Overture.Client;
using Overture.Client.Contract;

namespace Overture.Tests.Client;

public sealed class InviteTests
{
    private const string Sent = """
        {"success":true,"data":{"invitation_urn":"urn:li:invitation:7","profile_urn":"urn:li:fsd_profile:ACoAAB",
        "first_name":"José","last_name":"","headline":"","public_identifier":"josé","profile_picture_url":"",
        "added_later":{"x":[1]}},"metadata":{"action":"invite","account_id":"acc_1","credits_consumed":1,
        "timestamp":"2026-05-02T09:00:00Z"},"added":1}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_travels_as_the_contract_says()
    {
        using var gateway = new CannedGateway().Answer(200, Sent);

        await gateway.Client.Network.InviteAsync(
            "acc_1", "linkedin.com/in/jane", "Hello", new() { IdempotencyKey = "order-7" }, Cancellation);

        var request = Assert.Single(gateway.Requests);
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("https://gateway.test/v2/network", request.Uri.AbsoluteUri);
        Assert.Equal("application/json", request.ContentType);
        Assert.Equal(CannedGateway.ApiKey, request.Headers["x-api-key"]);
        Assert.Equal("order-7", request.Headers["Idempotency-Key"]);
        Assert.Matches(@"^Overture\.Client/\d+\.\d+\.\d+$", request.Headers["User-Agent"]);
        Assert.Equal(
            """{"account_id":"acc_1","action":"invite","params":{"profile_url":"linkedin.com/in/jane","""
            + "\"message\":\"Hello\"}}",
            request.Body);
    }

    [Fact]
    public async Task Without_options_no_idempotency_key_is_sent()
    {
        using var gateway = new CannedGateway().Answer(200, Sent);

        await gateway.Client.Network.InviteAsync(
            "acc_1", new InviteParams { Identifier = "jane" }, cancellationToken: Cancellation);

        var request = Assert.Single(gateway.Requests);
        Assert.False(request.Headers.ContainsKey("Idempotency-Key"));
        Assert.Equal("""{"account_id":"acc_1","action":"invite","params":{"identifier":"jane"}}""", request.Body);
    }

    [Fact]
    public async Task A_success_has_data_metadata_and_headers()
    {
        using var gateway = new CannedGateway().Answer(
            200, Sent, headers: [("X-Request-Id", "req-1"), ("Idempotency-Replayed", "true")]);

        var result = await gateway.Client.Network.InviteAsync("acc_1", "in/jane", cancellationToken: Cancellation);

        Assert.True(result.Succeeded(out var data, out var refusal), refusal?.ToString());
        Assert.Same(data, result.GetOrThrow());
        Assert.Equal("urn:li:invitation:7", data.InvitationUrn);
        Assert.Equal("José", data.FirstName);
        Assert.Null(data.Status);
        Assert.Equal(1, result.Metadata?.CreditsConsumed);
        Assert.Equal("req-1", result.RequestId);
        Assert.True(result.IsReplayed);
    }

    [Fact]
    public async Task Already_connected_is_a_success_without_invitation()
    {
        var connected = Sent.Replace(
            "\"invitation_urn\":\"urn:li:invitation:7\"", "\"status\":\"already_connected\"", StringComparison.Ordinal);
        using var gateway = new CannedGateway().Answer(200, connected);

        var result = await gateway.Client.Network.InviteAsync("acc_1", "in/jane", cancellationToken: Cancellation);

        Assert.Null(result.GetOrThrow().InvitationUrn);
        Assert.Equal(InviteStatus.AlreadyConnected, result.Data?.Status);
    }

    [Fact]
    public async Task The_path_of_the_base_address_is_kept()
    {
        using var gateway = new CannedGateway("https://proxy.test/overture").Answer(200, Sent);

        await gateway.Client.Network.InviteAsync("acc_1", "in/jane", cancellationToken: Cancellation);

        Assert.Equal("https://proxy.test/overture/v2/network", gateway.Requests[0].Uri.AbsoluteUri);
    }

    [Fact]
    public async Task The_client_never_retries()
    {
        using var gateway = new CannedGateway().Fail(new HttpRequestException("reset")).Answer(200, Sent);

        await Assert.ThrowsAsync<HttpRequestException>(
            () => gateway.Client.Network.InviteAsync("acc_1", "in/jane", cancellationToken: Cancellation));

        Assert.Single(gateway.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\r\nx-api-key: other")]
    [InlineData("ключ")]
    public async Task An_idempotency_key_that_no_header_can_carry_is_refused_before_sending(string key)
    {
        using var gateway = new CannedGateway();

        await Assert.ThrowsAsync<ArgumentException>(() => gateway.Client.Network.InviteAsync(
            "acc_1", "in/jane", null, new RequestOptions { IdempotencyKey = key }, Cancellation));

        Assert.Empty(gateway.Requests);
    }
}
