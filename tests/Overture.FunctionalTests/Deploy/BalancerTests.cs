using System.Net;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Deploy;

/// <summary>What deploy/haproxy.cfg promises, with the real HAProxy: <c>deploy/check-balancer</c> runs it.</summary>
public sealed class BalancerTests : IAsyncLifetime
{
    private readonly List<StubNode> _nodes = [];
    private Balancer _balancer = null!;

    public async ValueTask InitializeAsync()
    {
        for (var node = 0; node < 3; node++) _nodes.Add(await StubNode.StartAsync());
        var file = Environment.GetEnvironmentVariable("OVERTURE_BALANCER_FILE")
            ?? throw new InvalidOperationException("deploy/check-balancer says which configuration is meant.");
        _balancer = await Balancer.StartAsync(_nodes, file);
    }

    public async ValueTask DisposeAsync()
    {
        await _balancer.DisposeAsync();
        foreach (var node in _nodes) await node.DisposeAsync();
    }

    [Fact(Explicit = true)]
    public async Task Every_node_gets_calls_and_one_that_is_not_ready_gets_none()
    {
        await Eventually.HoldsAsync(async () => await HeardByAsync(_nodes), "every node gets calls");

        _nodes[1].IsReady = false;
        await Eventually.HoldsAsync(
            async () => !await HeardByAsync([_nodes[1]]), "the node that is not ready gets none");
        Assert.False(await HeardByAsync([_nodes[1]]));
        _nodes[1].IsReady = true;
        await Eventually.HoldsAsync(async () => await HeardByAsync(_nodes), "every node gets calls again");
    }

    [Fact(Explicit = true)]
    public async Task A_call_that_a_node_has_read_is_never_given_to_a_second_one()
    {
        await Eventually.HoldsAsync(async () => await HeardByAsync(_nodes), "every node gets calls");
        var before = _nodes.Sum(node => node.Calls);
        foreach (var node in _nodes) node.HangsUp = true;

        for (var call = 1; call <= 20; call++)
        {
            var (status, text) = await _balancer.CallAsync(alone: true);
            Assert.Equal(HttpStatusCode.BadGateway, status);
            Assert.Contains("Ask again with the same idempotency key", text, StringComparison.Ordinal);
            Assert.Equal(before + call, _nodes.Sum(node => node.Calls));
        }

        before += 20;
        for (var call = 1; call <= 20; call++)
        {
            // On a connection that was used before, HAProxy hangs up instead.
            await Record.ExceptionAsync(async () => await _balancer.CallAsync());
            Assert.Equal(before + call, _nodes.Sum(node => node.Calls));
        }
    }

    [Fact(Explicit = true)]
    public async Task A_call_to_a_node_that_is_gone_goes_to_another_before_the_balancer_has_noticed()
    {
        await Eventually.HoldsAsync(async () => await HeardByAsync(_nodes), "every node gets calls");
        await _nodes[0].GoAsync();

        for (var call = 0; call < 30; call++) Assert.Equal(HttpStatusCode.OK, (await _balancer.CallAsync()).Status);
    }

    [Fact(Explicit = true)]
    public async Task What_a_node_has_begun_is_answered_after_it_was_taken_out()
    {
        var release = new TaskCompletionSource();
        _nodes[1].IsReady = _nodes[2].IsReady = false;
        await Eventually.HoldsAsync(
            async () => !await HeardByAsync([_nodes[1]]) && !await HeardByAsync([_nodes[2]]), "one node is left");
        _nodes[0].Answering = release.Task;
        var before = _nodes[0].Calls;
        var call = _balancer.CallAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(_nodes[0].Calls == before + 1), "the call is under way");

        (_nodes[0].Answering, _nodes[0].IsReady) = (Task.CompletedTask, false);
        await Eventually.HoldsAsync(
            async () => (await _balancer.CallAsync()).Status == HttpStatusCode.ServiceUnavailable, "no node is left");
        release.SetResult();

        Assert.Equal((HttpStatusCode.OK, _nodes[0].Address), await call);
    }

    /// <summary>Whether each of these answers one of a handful of calls.</summary>
    private async Task<bool> HeardByAsync(IEnumerable<StubNode> nodes)
    {
        var heard = new HashSet<string>();
        for (var call = 0; call < 9; call++) heard.Add((await _balancer.CallAsync()).Text);
        return nodes.All(node => heard.Contains(node.Address));
    }
}
