using System.Text;
using System.Text.Json.Nodes;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.BadInput;

/// <summary>
/// Every refusal comes in the envelope and leaves no trace: nothing reaches the network, nothing is charged.
/// </summary>
public sealed class BadInputTests(BadInputTests.Fixture fixture) : IClassFixture<BadInputTests.Fixture>
{
    private static readonly Dictionary<string, BadRequest> Rows =
        BadBodies.Rows.Concat(BadFields.Rows).Concat(BadRoutes.Rows).ToDictionary(row => row.Name);

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Fact]
    public void There_are_at_least_forty_bad_inputs() => Assert.InRange(Rows.Count, 40, 300);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_bad_input_is_refused_in_the_envelope(string name)
    {
        var row = Rows[name];
        var answer = await RawHttp.SendAsync(fixture.Gateway.Http.BaseAddress!, row.Head, row.Wire);

        Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
        Envelope.IsRefusal(answer.Json, answer.Status, answer.Header("X-Request-Id"), row.Expected);
        Assert.Contains(
            row.InMessage ?? "", answer.Json["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task A_wrong_method_is_told_the_right_one()
    {
        var answer = await RawHttp.SendAsync(
            fixture.Gateway.Http.BaseAddress!, ["PUT /v2/network HTTP/1.1", $"x-api-key: {Gateway.Key}"], []);

        Assert.Equal((405, "POST"), (answer.Status, answer.Header("Allow")));
    }

    [Fact]
    public async Task HEAD_is_refused_without_a_body()
    {
        var answer = await RawHttp.SendAsync(
            fixture.Gateway.Http.BaseAddress!, ["HEAD /v2/network HTTP/1.1", $"x-api-key: {Gateway.Key}"], []);

        Assert.Equal((405, "POST", 0), (answer.Status, answer.Header("Allow"), answer.Body.Length));
        Assert.NotNull(answer.Header("X-Request-Id"));
    }

    [Theory]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}x\r\n0\r\n\r\n")]
    [InlineData("-1\r\n\r\n")]
    [InlineData("ffffffff\r\n{}")]
    [InlineData("7fffffffffffffff\r\n{}")]
    [InlineData("fffffffffffffffffffff\r\n{}")]
    [InlineData("2;x=\u0001\r\n{}\r\nzz\r\n")]
    public async Task Broken_chunks_are_a_malformed_body(string wire)
    {
        var row = new BadRequest("", Reason.MalformedBody) { IsChunked = true };

        var answer = await RawHttp.SendAsync(
            fixture.Gateway.Http.BaseAddress!, row.Head, Encoding.ASCII.GetBytes(wire));

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Header("X-Request-Id"), row.Expected);
        await NothingHappenedAsync();
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json; charset=\"UTF8\"")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/json; profile=x")]
    public async Task Every_spelling_of_the_content_type_is_taken(string contentType)
    {
        // Gets past the content type and the body, and is refused for what it asks.
        var answer = await RawHttp.SendAsync(fixture.Gateway.Http.BaseAddress!, new BadRequest("", default)
        {
            ContentType = contentType,
            Body = [.. "{}"u8],
        }.Head, [.. "{}"u8]);

        Assert.Equal("account_id is required.", answer.Json["error"]!["message"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("Content-Encoding: identity", "{}")]
    [InlineData("x-any: 1", "\u00EF\u00BB\u00BF{}")]
    public async Task Plain_body_is_taken_also_with_a_byte_order_mark(string header, string body)
    {
        var request = new BadRequest("", default) { Body = Encoding.Latin1.GetBytes(body), Headers = [header] };

        var answer = await RawHttp.SendAsync(fixture.Gateway.Http.BaseAddress!, request.Head, request.Wire);

        Assert.Equal("account_id is required.", answer.Json["error"]!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_metadata_names_what_was_asked_for()
    {
        var answer = await fixture.Gateway.PostAsync("/v2/network", new JsonObject
        {
            ["account_id"] = "acc_sandbox",
            ["action"] = "invite",
            ["params"] = new JsonObject { ["message_text"] = "Hi" },
        });

        Assert.Equal("invite", answer.Json["metadata"]!["action"]!.GetValue<string>());
        Assert.Equal("acc_sandbox", answer.Json["metadata"]!["account_id"]!.GetValue<string>());
        Assert.Equal("message", answer.Error["details"]!["nearest"]!.GetValue<string>());
    }

    private async Task NothingHappenedAsync()
    {
        Assert.Equal(0, await fixture.Gateway.Sandbox.SendsReceivedAsync());
        Assert.Empty(await fixture.Gateway.Sandbox.InvitationsAsync());
        Assert.Equal(1_000_000, await fixture.Gateway.CreditsAsync());
    }

    public sealed class Fixture : GatewayFixture
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await SecondWorkspace.AddAsync(Gateway);
        }
    }
}
