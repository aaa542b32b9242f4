using System.Net.Sockets;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Edges;

public sealed class ConnectionLimitTests
{
    [Fact]
    public async Task Connections_beyond_the_limit_are_closed_at_once_and_make_room_when_others_end()
    {
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Http:MaxConnections=2");
        var server = gateway.Http.BaseAddress!;
        using (var one = await ConnectAsync(server))
        using (var two = await ConnectAsync(server))
        {
            using var three = await ConnectAsync(server);
            Assert.True(await IsClosedAsync(three));
        }

        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    return (await gateway.GetAsync("/healthz")).Status == 200;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "there is room again");
    }

    [Fact]
    public async Task Body_that_arrives_too_slowly_is_refused()
    {
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Http:MinBodyBytesPerSecond=1000");

        var answer = await RawHttp.SendAsync(
            gateway.Http.BaseAddress!,
            [
                "POST /v2/network HTTP/1.1", $"x-api-key: {Gateway.Key}", "Content-Type: application/json",
                "Content-Length: 100000",
            ],
            [.. "{"u8]);

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Header("X-Request-Id"), Reason.MalformedBody);
        Assert.Contains("too slowly", answer.Text, StringComparison.Ordinal);
    }

    private static async Task<TcpClient> ConnectAsync(Uri server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task<bool> IsClosedAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
