using System.Net;
using CsCheck;
using Overture.Client;

namespace Overture.Tests.Client;

public sealed class UnreadableAnswerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private const string Meta = "\"metadata\":{\"credits_consumed\":0,\"timestamp\":\"2026-05-02T09:00:00Z\"}";

    public static TheoryData<int, string, string> Answers => new()
    {
        { 502, "<html>Bad gateway: ovk_very-secret-key</html>", "its body is not JSON" },
        { 200, "", "its body is not JSON" },
        { 200, "{\"success\":true,", "its body is not JSON" },
        { 200, "null", "neither a success nor a refusal" },
        { 200, "[]", "neither a success nor a refusal" },
        { 200, "\"ok\"", "neither a success nor a refusal" },
        { 200, "{}", "neither a success nor a refusal" },
        { 200, "{\"success\":\"true\"}", "neither a success nor a refusal" },
        { 200, "{\"success\":true}", "wrong or missing value" },
        { 200, $"{{\"success\":true,\"data\":null,{Meta}}}", "$.data" },
        { 200, $"{{\"success\":true,\"data\":{{}},{Meta}}}", "$.data" },
        { 200, "{\"success\":true,\"data\":{\"credits\":\"ovk_very-secret-key\"},\"metadata\":{}}", "$.data.credits" },
        { 200, "{\"success\":true,\"data\":{\"credits\":1}}", "wrong or missing value" },
        { 200, "{\"success\":true,\"data\":{\"credits\":1},\"metadata\":null}", "$.metadata" },
        { 500, "{\"success\":true,\"data\":{\"credits\":1}}", "the status does not" },
        { 400, "{\"success\":false}", "neither a success nor a refusal" },
        { 400, "{\"success\":false,\"error\":\"no\"}", "neither a success nor a refusal" },
        { 400, "{\"success\":false,\"error\":{\"message\":\"no\"}}", "neither a success nor a refusal" },
        { 400, "{\"success\":false,\"error\":{\"code\":\"\\ud800\"}}", "not Unicode" },
        { 404, "{\"title\":\"Not Found\",\"status\":404}", "neither a success nor a refusal" },
        { 307, "", "its body is not JSON" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_is_not_a_gateways_throws_and_says_why(int status, string body, string why)
    {
        using var gateway = new CannedGateway().Answer(status, body, "text/html", ("X-Request-Id", "req-3"));

        var thrown = await Assert.ThrowsAsync<OvertureException>(() => gateway.Client.Credits.GetAsync(Cancellation));

        Assert.Null(thrown.Refusal);
        Assert.Equal(status, thrown.Status);
        Assert.Equal("req-3", thrown.RequestId);
        Assert.StartsWith(
            $"This client does not understand the answer (status {status}): ", thrown.Message,
            StringComparison.Ordinal);
        Assert.Contains(why, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(CannedGateway.ApiKey, thrown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_that_the_contract_does_not_allow_throws()
    {
        using var gateway = new CannedGateway().Answer(200, """
            {"success":true,"data":{"profile_urn":"u","first_name":null,"last_name":"","headline":"",
            "public_identifier":"p","profile_picture_url":""},
            "metadata":{"credits_consumed":1,"timestamp":"2026-05-02T09:00:00Z"}}
            """);

        var thrown = await Assert.ThrowsAsync<OvertureException>(
            () => gateway.Client.Network.InviteAsync("acc_1", "in/jane", cancellationToken: Cancellation));

        Assert.Contains("first_name", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_text_throw()
    {
        byte[] body = [.. "{\"success\":false,\"error\":{\"code\":\""u8, 0xC3, 0x28, .. "\"}}"u8];
        using var http = new HttpClient(new BytesHandler(body));
        var client = new OvertureClient(http, new() { BaseAddress = new Uri("https://gateway.test"), ApiKey = "k" });

        await Assert.ThrowsAsync<OvertureException>(() => client.Credits.GetAsync(Cancellation));
    }

    [Fact]
    public Task No_body_throws_another_exception() =>
        Gen.OneOf(
                Gen.String,
                Gen.OneOf(
                        "{", "}", "[", "]", ",", "\"success\":", "true", "false", "\"error\":", "\"code\":", "\"X\"",
                        "null", "1", "\"data\":")
                    .Array[0, 12].Select(string.Concat),
                Gen.String.Select(text => "{\"success\":false,\"error\":{\"code\":\"X\",\"details\":" + text + "}}"))
            .SampleAsync(async body =>
            {
                using var gateway = new CannedGateway().Answer(200, body);
                try
                {
                    await gateway.Client.Credits.GetAsync(Cancellation);
                }
                catch (OvertureException fault)
                {
                    Assert.Null(fault.Refusal);
                }
            });

    private sealed class BytesHandler(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new ByteArrayContent(body) });
    }
}
