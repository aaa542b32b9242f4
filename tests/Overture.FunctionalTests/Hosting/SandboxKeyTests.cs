using Overture.Client.Contract;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.Support;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.Hosting;

/// <summary>The published key works only while the gateway and its platform are both on loopback.</summary>
public sealed class SandboxKeyTests
{
    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task Refused_when_the_gateway_listens_beyond_loopback(string urls)
    {
        await using var gateway = await Gateway.StartAsync(settings: $"urls={urls}");
        await SecondWorkspace.AddAsync(gateway);

        var answer = await gateway.InviteAsync("acc_sandbox", "johndoe");

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], Reason.SandboxKeyRefused);
        Assert.Contains(
            "listens beyond loopback", answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(await gateway.Sandbox.InvitationsAsync());
        Assert.Equal(200, (await BalanceAsync(gateway, SecondWorkspace.Key)).Status);
        Assert.Equal("unknown_api_key", (await BalanceAsync(gateway, "another")).Reason);
    }

    [Fact]
    public async Task Refused_when_a_connector_points_at_a_real_platform()
    {
        // An address reserved for documentation: nothing answers there.
        await using var gateway = await Gateway.StartAsync(settings:
        [
            "Overture:Sandbox:Enabled=false",
            "Overture:Connectors:WebSession:BaseAddress=https://192.0.2.1",
            "Overture:Connectors:WebSession:AllowRealPlatform=true",
        ]);
        await SecondWorkspace.AddAsync(gateway);

        var answer = await BalanceAsync(gateway, Gateway.Key);

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], Reason.SandboxKeyRefused);
        Assert.Contains("a connector points", answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(200, (await BalanceAsync(gateway, SecondWorkspace.Key)).Status);
        Assert.Equal(200, (await gateway.GetAsync("/readyz")).Status);
    }

    [Theory]
    [InlineData("X-Forwarded-For: 8.8.8.8")]
    [InlineData("x-forwarded-for: 127.0.0.1")]
    [InlineData("X-Forwarded-Proto: https")]
    [InlineData("X-Forwarded-Host: api.example.org")]
    [InlineData("Forwarded: for=127.0.0.1")]
    [InlineData("X-Real-IP: 127.0.0.1")]
    [InlineData("Via: 1.1 proxy")]
    public async Task Refused_when_a_proxy_passed_the_request_on(string header)
    {
        await using var gateway = await Gateway.StartAsync();
        await SecondWorkspace.AddAsync(gateway);

        var refused = await AskAsync(Gateway.Key);

        Envelope.IsRefusal(refused.Json, refused.Status, refused.Header("X-Request-Id"), Reason.SandboxKeyRefused);
        Assert.Contains("came through a proxy", refused.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await AskAsync(SecondWorkspace.Key)).Status);

        Task<RawAnswer> AskAsync(string key) => RawHttp.SendAsync(
            gateway.Http.BaseAddress!, ["GET /v2/credits HTTP/1.1", $"x-api-key: {key}", header], []);
    }

    [Fact]
    public async Task Refused_when_the_operator_turned_it_off()
    {
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Sandbox:KeyEnabled=false");

        var answer = await BalanceAsync(gateway, Gateway.Key);

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], Reason.SandboxKeyRefused);
        Assert.Contains("turned it off", answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_of_the_admin_listener_does_not_matter()
    {
        await using var gateway = await Gateway.StartAsync(settings:
            [$"Overture:Admin:Url=http://0.0.0.0:{Ports.Take()}", "Overture:Admin:AllowRemote=true"]);

        Assert.Equal(200, (await BalanceAsync(gateway, Gateway.Key)).Status);
    }

    [Fact]
    public async Task Admin_listener_on_loopback_does_not_hide_a_public_gateway()
    {
        await using var gateway = await Gateway.StartAsync(settings:
            ["urls=http://0.0.0.0:0", $"Overture:Admin:Url=http://127.0.0.1:{Ports.Take()}"]);

        Assert.Equal("sandbox_key_refused", (await BalanceAsync(gateway, Gateway.Key)).Reason);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://127.0.0.2:8080", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://LOCALHOST:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("https://127.0.0.1", true)]
    [InlineData("http://0.0.0.0:8080", false)]
    [InlineData("http://[::]:8080", false)]
    [InlineData("http://*:8080", false)]
    [InlineData("http://+:8080", false)]
    [InlineData("http://192.168.1.4:8080", false)]
    [InlineData("http://overture.example.org:8080", false)]
    [InlineData("http://localhost.example.org:8080", false)]
    [InlineData("http://127.0.0.1.example.org:8080", false)]
    public void Loopback_is_recognised(string address, bool isLoopback) =>
        Assert.Equal(isLoopback, SandboxKeyRule.IsLoopback(address));

    private static Task<Answered> BalanceAsync(Gateway gateway, string key) =>
        gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v2/credits"), key);
}
