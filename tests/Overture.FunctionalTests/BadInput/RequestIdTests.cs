using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.BadInput;

/// <summary>A caller's own request id is echoed as long as it can do no harm in a header or a log.</summary>
public sealed class RequestIdTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("my-request.1:a_B")]
    [InlineData("0")]
    public async Task A_plain_id_is_echoed(string id) => Assert.Equal(id, await EchoOfAsync(id));

    [Theory]
    [InlineData("two words")]
    [InlineData("a\tb")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("id\u00e9")]
    [InlineData("%0d%0aSet-Cookie: a=b")]
    [InlineData("a,b")]
    [InlineData("")]
    public async Task Anything_else_is_replaced(string id) =>
        Assert.Matches("^req_[0-9a-f]{32}$", await EchoOfAsync(id));

    [Fact]
    public async Task An_id_longer_than_a_hundred_and_twenty_eight_characters_is_replaced()
    {
        Assert.Equal(new string('a', 128), await EchoOfAsync(new string('a', 128)));
        Assert.StartsWith("req_", await EchoOfAsync(new string('a', 129)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_break_smuggles_no_header_into_the_answer()
    {
        // The bare line feed ends the header for us, as it does for the server; what follows is a header of the
        // request.
        var answer = await RawHttp.SendAsync(
            fixture.Gateway.Http.BaseAddress!, ["GET /healthz HTTP/1.1", "X-Request-Id: abc\r\nSet-Cookie: stolen=1"],
            []);

        Assert.Equal((200, "abc"), (answer.Status, answer.Header("X-Request-Id")));
        Assert.Null(answer.Header("Set-Cookie"));
    }

    [Fact]
    public async Task Two_ids_are_replaced_by_one()
    {
        var answer = await RawHttp.SendAsync(
            fixture.Gateway.Http.BaseAddress!, ["GET /healthz HTTP/1.1", "X-Request-Id: a", "X-Request-Id: b"], []);

        Assert.StartsWith("req_", answer.Header("X-Request-Id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_request_without_an_id_gets_one_of_its_own() =>
        Assert.NotEqual(await EchoOfAsync(null), await EchoOfAsync(null));

    private async Task<string> EchoOfAsync(string? id)
    {
        var head = new List<string> { "GET /healthz HTTP/1.1" };
        if (id is not null) head.Add($"X-Request-Id: {id}");
        var answer = await RawHttp.SendAsync(fixture.Gateway.Http.BaseAddress!, head, []);
        Assert.Equal(200, answer.Status);
        return answer.Header("X-Request-Id")!;
    }
}
