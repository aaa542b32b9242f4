using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Edges;

/// <summary>A caller who hangs up amid a body costs one line, and many cost no more than a few.</summary>
public sealed class CallersThatLeaveTests
{
    private const int Callers = 40;

    [Theory]
    [InlineData("Content-Length: 500", "{\"account_id\":", 1)]
    [InlineData("Transfer-Encoding: chunked", "20\r\n{\"acc", 0)]
    public async Task Hanging_up_amid_a_body_costs_no_stack_trace_and_few_lines(
        string framing, string body, int leastLines)
    {
        var log = new CapturedLog();
        // With the gateway's own filters, which are part of the promise.
        await using var gateway = await Gateway.StartAsync(logging => logging.ClearProviders().AddProvider(log));
        var before = log.Text.Length;

        for (var caller = 0; caller < Callers; caller++) await HangUpAsync(gateway, framing, body);
        Assert.Equal(200, (await gateway.GetAsync("/v2/credits")).Status);
        // A stopping gateway waits for the requests that it has begun.
        await gateway.StopAsync();

        var lines = log.Text[before..].Split('\n')
            .Where(line => line.Contains("AspNetCore", StringComparison.Ordinal)
                || line.Contains("Overture.Server.Http", StringComparison.Ordinal)).ToList();
        Assert.All(lines, line => Assert.StartsWith("Information ", line, StringComparison.Ordinal));
        Assert.InRange(lines.Count(line => line.Contains("caller left", StringComparison.Ordinal)), leastLines, 10);
        Assert.DoesNotContain("   at ", log.Text, StringComparison.Ordinal);
    }

    private static async Task HangUpAsync(Gateway gateway, string framing, string body)
    {
        var server = gateway.Http.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v2/network HTTP/1.1\r\nHost: {server.Authority}\r\nx-api-key: {Gateway.Key}\r\n"
                + $"Content-Type: application/json\r\n{framing}\r\n\r\n{body}"),
            TestContext.Current.CancellationToken);
        // Long enough for the gateway to be in the middle of reading; then a reset, not an orderly end.
        await Task.Delay(
            TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        client.LingerState = new LingerOption(true, 0);
    }
}
