using Overture.Client.Contract;
using Overture.FunctionalTests.Support;
using Overture.FunctionalTests.Telemetry;

namespace Overture.FunctionalTests.Edges;

/// <summary>
/// A web page can point its own name at 127.0.0.1. A listener on loopback therefore answers to names of this machine
/// alone; one beyond loopback answers to every name.
/// </summary>
public sealed class HostNameTests(HostNameTests.Fixture fixture) : IClassFixture<HostNameTests.Fixture>
{
    [Theory]
    [InlineData("evil.example", false)]
    [InlineData("evil.example:8080", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("192.168.1.4", false)]
    [InlineData("[2001:db8::1]:8080", false)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:1", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.10:80", true)]
    [InlineData("[::1]:8080", true)]
    [InlineData("api.example.org", true)]
    [InlineData("API.example.org:443", true)]
    [InlineData("gateway", true)]
    public async Task Listener_on_loopback_accepts_names_of_this_machine_and_those_that_the_operator_lists(
        string host, bool isAccepted)
    {
        var expected = isAccepted ? 200 : 421;

        var answer = await AskAsync(fixture.Gateway.Http.BaseAddress!, "/v2/credits", host);
        Assert.Equal(expected, answer.Status);
        if (!isAccepted)
        {
            Envelope.IsRefusal(answer.Json, answer.Status, answer.Header("X-Request-Id"), Reason.HostNotAllowed);
        }

        Assert.Equal(expected, (await AskAsync(fixture.Gateway.Http.BaseAddress!, "/docs/", host)).Status);
        Assert.Equal(expected, (await AskAsync(fixture.Admin.Url, "/metrics", host)).Status);
        Assert.Equal(expected, (await AskAsync(fixture.Sandbox, "/sandbox/invitations", host)).Status);
    }

    [Fact]
    public async Task Client_that_names_no_host_is_no_browser()
    {
        foreach (var server in (Uri[])[fixture.Gateway.Http.BaseAddress!, fixture.Admin.Url])
        {
            var answer = RawAnswer.Parse(await RawHttp.SendBytesAsync(server, [.. "GET /readyz HTTP/1.0\r\n\r\n"u8]));
            Assert.Equal(200, answer.Status);
        }
    }

    [Fact]
    public async Task Listener_beyond_loopback_accepts_every_name_also_over_loopback()
    {
        await using var gateway = await Gateway.StartAsync(settings: "urls=http://0.0.0.0:0");

        Assert.Equal(200, (await AskAsync(gateway.Http.BaseAddress!, "/readyz", "api.anywhere.example")).Status);
    }

    private static Task<RawAnswer> AskAsync(Uri server, string path, string host) => RawHttp.SendAsync(
        server, [$"GET {path} HTTP/1.1", $"x-api-key: {Gateway.Key}"], [], host);

    public sealed class Fixture : IAsyncLifetime
    {
        internal Gateway Gateway { get; private set; } = null!;

        internal Scraped Admin { get; } = new();

        internal Uri Sandbox { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Gateway = await Gateway.StartAsync(
                settings: ["Overture:Http:AllowedHosts=api.example.org; gateway", Admin.Setting]);
            Sandbox = Gateway.Sandbox.Address;
        }

        public async ValueTask DisposeAsync()
        {
            Admin.Dispose();
            await Gateway.DisposeAsync();
        }
    }
}
