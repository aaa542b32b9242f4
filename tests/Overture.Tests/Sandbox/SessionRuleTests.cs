using System.Net;

namespace Overture.Tests.Sandbox;

public sealed class SessionRuleTests : IAsyncLifetime
{
    private RunningSandbox _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await RunningSandbox.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Theory]
    [InlineData("li_at=sandbox-1; JSESSIONID=\"ajax:7\"", "ajax:7", 200)]
    [InlineData("JSESSIONID=\"ajax:7\";li_at=\"sandbox-1\";", "ajax:7", 200)]
    [InlineData("bcookie=x; li_at=sandbox-1000000; JSESSIONID=\"ajax:7\"", "ajax:7", 200)]
    [InlineData("li_at=sandbox-1; JSESSIONID=\"ajax:7\"", "ajax:8", 403)]
    [InlineData("li_at=sandbox-1; JSESSIONID=\"ajax:7\"", "\"ajax:7\"", 403)]
    [InlineData("li_at=sandbox-1; JSESSIONID=\"ajax:7\"", null, 403)]
    [InlineData("li_at=sandbox-1; JSESSIONID=ajax:7", "ajax:7", 403)]
    [InlineData("li_at=sandbox-1", "ajax:7", 403)]
    [InlineData("li_at=sandbox-1000001; JSESSIONID=\"ajax:7\"", "ajax:7", 401)]
    [InlineData("li_at=other; JSESSIONID=\"ajax:7\"", "ajax:7", 401)]
    [InlineData(null, "ajax:7", 401)]
    public async Task Cookies_and_csrf_token_decide(string? cookie, string? token, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/voyager/api/me");
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);
        if (token is not null) request.Headers.TryAddWithoutValidation("csrf-token", token);

        using var response = await _sandbox.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        if (status != 200)
        {
            Assert.Equal(status, (await RunningSandbox.JsonOf(response)).GetProperty("status").GetInt32());
        }
    }

    [Fact]
    public async Task A_normalized_401_has_the_37_bytes_observed_on_the_platform()
    {
        using var request = RunningSandbox.Voyager(HttpMethod.Get, "me", member: 2_000_000);

        using var response = await _sandbox.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(
            """{"data":{"status":401},"included":[]}""",
            await response.Content.ReadAsStringAsync(RunningSandbox.Cancellation));
    }

    [Fact]
    public async Task An_ended_session_is_redirected_until_it_is_restored()
    {
        await _sandbox.PostAsync("/sandbox/sessions/sandbox-5/end", "");
        using var ended = await _sandbox.SendAsync(RunningSandbox.Voyager(HttpMethod.Get, "me", member: 5));
        using var other = await _sandbox.SendAsync(RunningSandbox.Voyager(HttpMethod.Get, "me", member: 6));
        await _sandbox.PostAsync("/sandbox/sessions/sandbox-5/restore", "");
        using var restored = await _sandbox.SendAsync(RunningSandbox.Voyager(HttpMethod.Get, "me", member: 5));

        Assert.Equal(HttpStatusCode.Found, ended.StatusCode);
        Assert.Equal("/uas/login", ended.Headers.Location?.OriginalString);
        Assert.Contains("li_at=", Assert.Single(ended.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
    }

    [Fact]
    public async Task An_unknown_session_cannot_be_ended()
    {
        var (status, body) = await _sandbox.PostAsync("/sandbox/sessions/someone/end", "");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.NotEmpty(body.GetProperty("error").GetString()!);
    }
}
