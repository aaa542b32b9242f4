using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Reliability;

/// <summary>The whole gateway on PostgreSQL, also while that is away.</summary>
public sealed class StoreAwayTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_gateway_on_postgresql_sends_and_refuses_without_loss_while_its_database_is_away()
    {
        // A server of its own: this test stops it.
        await using var postgres = new PostgresServer();
        await postgres.InitializeAsync();
        await using var gateway = await Gateway.StartAsync(
            settings: $"Overture:Storage:PostgreSql={await postgres.CreateDatabaseAsync()}");
        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", "person-1", idempotencyKey: "request-1")).Status);

        await postgres.StopAsync();
        var refused = await gateway.InviteAsync("acc_sandbox", "person-2", idempotencyKey: "request-2");
        Assert.Equal((429, "gateway_busy"), (refused.Status, refused.Reason));
        Assert.NotNull(refused.Error["retry_at"]);
        Assert.Single(await gateway.Sandbox.InvitationsAsync());
        Assert.Equal(503, (await gateway.GetAsync("/readyz")).Status);
        // A key that was not read lately cannot be judged either.
        var unread = await gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v2/credits"), "never-seen");
        Assert.Equal((429, "gateway_busy"), (unread.Status, unread.Reason));

        await postgres.StartAsync();
        Assert.Equal(200, (await UntilSentAsync(gateway)).Status);
        Assert.Equal(2, (await gateway.Sandbox.InvitationsAsync()).Count);
        Assert.Equal(999_998, await gateway.CreditsAsync());
    }

    private static async Task<Answered> UntilSentAsync(Gateway gateway)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await gateway.InviteAsync("acc_sandbox", "person-2", idempotencyKey: "request-2");
            if (answer.Status == 200) return answer;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, deadline.Token);
        }
    }
}
