using System.Diagnostics;
using System.Net;

namespace Overture.Tests.Sandbox;

public sealed class FaultTests : IAsyncLifetime
{
    private RunningSandbox _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await RunningSandbox.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Theory]
    [InlineData("cut-before", 0)]
    [InlineData("cut-after", 1)]
    public async Task A_cut_strikes_count_times_and_expires(string kind, int rows)
    {
        var id = await _sandbox.MemberIdOfAsync("person-1");
        var (status, fault) = await _sandbox.PostAsync(
            "/sandbox/faults", $$"""{"kind":"{{kind}}","path":"send","count":1}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => _sandbox.SendAsync(RunningSandbox.SendRequest(id, null)));

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(1, fault.GetProperty("id").GetInt32());
        Assert.Equal(rows, (await _sandbox.LogAsync()).Count);
        Assert.Equal(0, (await _sandbox.GetAsync("/sandbox/faults")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await _sandbox.GetAsync("/sandbox/stats")).GetProperty("faults_fired").GetInt64());
    }

    [Theory]
    [InlineData("status-500-before", 500, 0)]
    [InlineData("status-500-after", 500, 1)]
    [InlineData("status-503", 503, 0)]
    [InlineData("status-429", 429, 0)]
    public async Task A_status_fault_replaces_the_answer(string kind, int status, int rows)
    {
        await _sandbox.PostAsync("/sandbox/faults", $$"""{"kind":"{{kind}}","path":"send"}""");

        using var response = await _sandbox.InviteAsync("person-1");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status, await RunningSandbox.StatusInBodyOf(response));
        Assert.Equal(rows, (await _sandbox.LogAsync()).Count);
    }

    [Fact]
    public async Task A_delay_delays_the_answer()
    {
        await _sandbox.PostAsync("/sandbox/faults", """{"kind":"delay","path":"me","delay":"PT0.4S"}""");
        var watch = Stopwatch.StartNew();

        using var response = await _sandbox.SendAsync(RunningSandbox.Voyager(HttpMethod.Get, "me"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(0.39));
    }

    [Fact]
    public async Task A_seeded_rate_is_repeatable()
    {
        async Task<string> PatternAsync()
        {
            var pattern = "";
            await _sandbox.PostAsync("/sandbox/faults", """{"kind":"status-503","path":"me","rate":0.5,"seed":42}""");
            for (var call = 0; call < 30; call++)
            {
                using var response = await _sandbox.SendAsync(RunningSandbox.Voyager(HttpMethod.Get, "me"));
                pattern += response.IsSuccessStatusCode ? '.' : 'x';
            }

            await _sandbox.Http.DeleteAsync(new Uri("/sandbox/faults", UriKind.Relative), RunningSandbox.Cancellation);
            return pattern;
        }

        var first = await PatternAsync();

        Assert.Equal(first, await PatternAsync());
        Assert.InRange(first.Count(character => character == 'x'), 5, 25);
    }

    [Fact]
    public async Task A_fault_strikes_its_own_operation_only_and_can_be_removed()
    {
        var (_, send) = await _sandbox.PostAsync("/sandbox/faults", """{"kind":"status-503","path":"resolve"}""");
        var (_, all) = await _sandbox.PostAsync("/sandbox/faults", """{"kind":"status-429","path":"*","rate":0}""");

        using var me = await _sandbox.SendAsync(RunningSandbox.Voyager(HttpMethod.Get, "me"));
        using var blocked = await _sandbox.ResolveAsync("johndoe");
        using var removed = await _sandbox.Http.DeleteAsync(
            new Uri($"/sandbox/faults/{send.GetProperty("id")}", UriKind.Relative), RunningSandbox.Cancellation);
        using var again = await _sandbox.Http.DeleteAsync(
            new Uri($"/sandbox/faults/{send.GetProperty("id")}", UriKind.Relative), RunningSandbox.Cancellation);
        using var free = await _sandbox.ResolveAsync("johndoe");

        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, blocked.StatusCode);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
        Assert.Equal("*", all.GetProperty("path").GetString());
    }
}
