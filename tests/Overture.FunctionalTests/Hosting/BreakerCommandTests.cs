using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Queue;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Hosting;

/// <summary>Answers of an unknown shape stop an account until an operator clears its breaker.</summary>
public sealed class BreakerCommandTests : IDisposable
{
    private const string Account = "acc_sandbox";

    private readonly string _directory = Directory.CreateTempSubdirectory("overture-breaker-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Open_breaker_is_listed_survives_a_restart_and_is_cleared()
    {
        await using (var gateway = await Gateway.StartAsync(_directory))
        {
            await OpenBreakerAsync(gateway);
            await IsStoppedAsync(gateway, "person-504");
            await gateway.StopAsync();
        }

        await using var next = await Gateway.StartAsync(_directory);
        await IsStoppedAsync(next, "person-504");
        var listed = (await CommandProcess.DoneAsync(next, "list-breakers")).Split(Environment.NewLine);
        Assert.Equal(3, listed.Length);
        Assert.Matches("^ACCOUNT +ANSWERS  OPENED +KIND$", listed[0]);
        Assert.Matches(@"^acc_sandbox  3 +\d{4}-\S+Z  \S.*$", listed[1]);
        Assert.StartsWith("  ", listed[2], StringComparison.Ordinal);

        Assert.Equal(
            "The breaker of acc_sandbox is cleared.", await CommandProcess.DoneAsync(next, "clear-breaker", Account));
        Assert.Equal(200, (await next.InviteAsync(Account, "person-504")).Status);
        Assert.Equal(
            (1, "", "The account \"acc_sandbox\" has no open breaker; list-breakers lists them."),
            await CommandProcess.RunAsync(next, "clear-breaker", Account));
        Assert.Contains(
            "\tclear_breaker\t-\tremoved\tacc_sandbox: ",
            await CommandProcess.DoneAsync(next, "list-audit", "operator"), StringComparison.Ordinal);
        Assert.Contains(": 0 faults", await CommandProcess.DoneAsync(next, "verify-audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clearing_it_restarts_the_queue()
    {
        await using var gateway = await Gateway.StartAsync(_directory);
        await OpenBreakerAsync(gateway);
        await QueueAsync(gateway, "person-504");
        await Eventually.HoldsAsync(
            async () => await QueueAtAsync(gateway) > gateway.Time.GetUtcNow(), "the queue is put off");

        await CommandProcess.DoneAsync(gateway, "clear-breaker", Account);
        await Eventually.HoldsAsync(
            async () => (await OperationAsync(gateway)).State == OperationState.Sent, "the operation is sent");
    }

    [Fact]
    public async Task Queued_operation_survives_any_number_of_attempts_at_an_open_breaker()
    {
        await using var gateway = await Gateway.StartAsync(
            _directory, settings: "Overture:Queue:RetryWhenBlocked=00:00:01");
        await OpenBreakerAsync(gateway);
        await QueueAsync(gateway, "person-504");
        var times = new HashSet<DateTimeOffset?>();
        await Eventually.HoldsAsync(
            async () => (times.Add(await QueueAtAsync(gateway)) && times.Count > 6)
                || (await OperationAsync(gateway)).State != OperationState.Queued,
            "the queue was polled six times");
        var operation = await OperationAsync(gateway);
        Assert.Equal((OperationState.Queued, 0), (operation.State, operation.Attempts));
    }

    private static async Task OpenBreakerAsync(Gateway gateway)
    {
        // The relationship shows that each one was sent; only the answer has an unknown shape.
        for (var person = 501; person <= 503; person++)
        {
            Assert.Equal(200, (await gateway.InviteAsync(Account, $"person-{person}--changed-shape")).Status);
        }
    }

    private static async Task IsStoppedAsync(Gateway gateway, string person)
    {
        var answer = await gateway.InviteAsync(Account, person);
        Assert.Equal("upstream_changed", answer.Reason);
        Assert.Equal("open", answer.Error["details"]!["breaker"]!.GetValue<string>());
    }

    /// <summary>Queues an operation that is due at once: the queue spreads operations over the day.</summary>
    private static async Task QueueAsync(Gateway gateway, string person)
    {
        var parameters = new JsonObject { ["identifier"] = person, ["when"] = "queue" };
        Assert.Equal(202, (await gateway.PostAsync(
            "/v2/network",
            new JsonObject { ["account_id"] = Account, ["action"] = "invite", ["params"] = parameters })).Status);
        gateway.Time.Advance(TimeSpan.FromDays(1));
    }

    private static async Task<DateTimeOffset?> QueueAtAsync(Gateway gateway)
    {
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        return await db.Set<QueueRow>().Select(row => (DateTimeOffset?)row.NextAt)
            .SingleOrDefaultAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<OperationRow> OperationAsync(Gateway gateway)
    {
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        return await db.Set<OperationRow>().AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
    }
}
