using System.Diagnostics;
using System.Net;
using Overture.FunctionalTests.Chaos.Parts;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Deploy;

/// <summary>The real load balancer with the configuration that operators get, in front of stubs.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly Process _process;

    private Balancer(Process process, string address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
    }

    public HttpClient Http { get; }

    public static async Task<Balancer> StartAsync(IReadOnlyList<StubNode> nodes, string configuration)
    {
        var address = $"127.0.0.1:{Ports.Take()}";
        var start = new ProcessStartInfo(
            "haproxy", ["-db", "-q", "-f", configuration])
        { RedirectStandardOutput = true };
        start.Environment["OVERTURE_BIND"] = address;
        for (var node = 0; node < nodes.Count; node++)
        {
            start.Environment[$"OVERTURE_NODE_{node + 1}"] = nodes[node].Address;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var balancer = new Balancer(process, address);
        await Eventually.HoldsAsync(balancer.ListensAsync, "the load balancer listens");
        return balancer;
    }

    /// <summary>
    /// One call, with the status and who answered; on a connection of its own, or on one that calls before it have
    /// used.
    /// </summary>
    public async Task<(HttpStatusCode Status, string Text)> CallAsync(bool alone = false)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, "/v2/network") { Content = new StringContent("{}") };
        call.Headers.ConnectionClose = alone;
        using var client = alone ? new HttpClient { BaseAddress = Http.BaseAddress } : null;
        using var answer = await (client ?? Http).SendAsync(call, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task<bool> ListensAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/readyz", TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.NotFound;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
