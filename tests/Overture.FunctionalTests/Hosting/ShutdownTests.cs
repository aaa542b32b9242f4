using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>A stopping server finishes invitations on their way: the caller and the database get the outcome.</summary>
public sealed class ShutdownTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("overture-stop-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Invitation_in_flight_is_answered_while_the_server_stops()
    {
        JsonNode urn;
        await using (var gateway = await Gateway.StartAsync(_directory))
        {
            var inviting = gateway.InviteAsync("acc_sandbox", "slow");
            await Eventually.HoldsAsync(
                async () => await gateway.Sandbox.SendsReceivedAsync() == 1, "the invitation is on its way");

            await gateway.StopAsync();

            var answer = await inviting;
            Assert.True(answer.Status == 200, answer.Text);
            urn = answer.Data["invitation_urn"]!;
        }

        await using var next = await Gateway.StartAsync(_directory);
        var arrived = Assert.Single(await next.Sandbox.InvitationsAsync());
        Assert.Equal($"urn:li:invitation:{arrived["id"]}", urn.GetValue<string>());
        Assert.Equal(999_999, await next.CreditsAsync());
    }

    [Fact]
    public async Task Terminated_process_answers_its_requests_and_ends_with_zero()
    {
        var (gateway, sandbox) = (FreeAddress(), FreeAddress());
        using var server = ServerProcess.Start(
            ["--urls", gateway, $"--Overture:Sandbox:Url={sandbox}", "--data", _directory]);
        using var http = new HttpClient { BaseAddress = new Uri(gateway) };
        await Eventually.HoldsAsync(() => IsReadyAsync(http), "the server is ready");
        await using var witness = new SandboxControl(new Uri(sandbox));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/network")
        {
            Headers = { { "x-api-key", Gateway.Key } },
            Content = JsonContent.Create(new
            {
                account_id = "acc_sandbox",
                action = "invite",
                @params = new { identifier = "slow" },
            }),
        };
        var inviting = http.SendAsync(request, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            async () => await witness.SendsReceivedAsync() == 1, "the invitation is on its way");
        server.Terminate();

        using var response = await inviting;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (code, _, errors) = await server.EndAsync();
        Assert.Equal((0, ""), (code, errors));
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/readyz", TestContext.Current.CancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
