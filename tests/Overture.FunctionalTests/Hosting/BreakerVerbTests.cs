using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.FunctionalTests.Hosting;

/// <summary>Answers that nobody understands stop an account until its operator has looked.</summary>
public sealed class BreakerVerbTests : IDisposable
{
    private const string Account = "acc_sandbox";

    private readonly string _directory = Directory.CreateTempSubdirectory("overture-breaker-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task An_open_breaker_is_listed_survives_a_restart_and_is_cleared()
    {
        await using (var gateway = await Gateway.StartAsync(_directory))
        {
            await OpenBreakerAsync(gateway);
            await IsStoppedAsync(gateway, "person-504");
            await gateway.StopAsync();
        }

        await using var next = await Gateway.StartAsync(_directory);
        await IsStoppedAsync(next, "person-504");
        var listed = (await VerbProcess.DoneAsync(next, "list-breakers")).Split(Environment.NewLine);
        Assert.Equal(3, listed.Length);
        Assert.Matches("^ACCOUNT +ANSWERS  OPENED +KIND$", listed[0]);
        Assert.Matches(@"^acc_sandbox  3 +\d{4}-\S+Z  \S.*$", listed[1]);
        Assert.StartsWith("  ", listed[2], StringComparison.Ordinal);

        Assert.Equal("The breaker of acc_sandbox is cleared.", await VerbProcess.DoneAsync(next, "clear-breaker", Account));
        Assert.Equal(200, (await next.InviteAsync(Account, "person-504")).Status);
        Assert.Equal(
            (1, "", "There is no open breaker of an account \"acc_sandbox\"; list-breakers lists them."),
            await VerbProcess.RunAsync(next, "clear-breaker", Account));
        Assert.Contains("\tclear_breaker\t-\tremoved\tacc_sandbox: ", await VerbProcess.DoneAsync(next, "list-audit", "operator"), StringComparison.Ordinal);
        Assert.Contains(": 0 faults", await VerbProcess.DoneAsync(next, "verify-audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_it_stopped_goes_on_as_soon_as_it_is_cleared()
    {
        await using var gateway = await Gateway.StartAsync(_directory);
        await OpenBreakerAsync(gateway);
        await QueueAsync(gateway, "person-504");
        await Eventually.HoldsAsync(async () => await QueueAtAsync(gateway) > gateway.Time.GetUtcNow(), "the queue is put off");

        await VerbProcess.DoneAsync(gateway, "clear-breaker", Account);
        await Eventually.HoldsAsync(async () => (await OperationAsync(gateway)).State == OperationState.Sent, "the wish is sent");
    }

    [Fact]
    public async Task No_wish_of_the_queue_is_lost_however_often_it_meets_an_open_breaker()
    {
        await using var gateway = await Gateway.StartAsync(_directory, settings: "Overture:Queue:BlockedPause=00:00:01");
        await OpenBreakerAsync(gateway);
        await QueueAsync(gateway, "person-504");
        var looks = new HashSet<DateTimeOffset?>();
        await Eventually.HoldsAsync(
            async () => (looks.Add(await QueueAtAsync(gateway)) && looks.Count > 6) || (await OperationAsync(gateway)).State != OperationState.Queued,
            "six looks at the queue");
        var operation = await OperationAsync(gateway);
        Assert.Equal((OperationState.Queued, 0), (operation.State, operation.Attempts));
    }

    private static async Task OpenBreakerAsync(Gateway gateway)
    {
        // Each of them is sent, as the relationship tells; it is the answer that nobody understands.
        for (var person = 501; person <= 503; person++)
            Assert.Equal(200, (await gateway.InviteAsync(Account, $"person-{person}--changed-shape")).Status);
    }

    private static async Task IsStoppedAsync(Gateway gateway, string person)
    {
        var answer = await gateway.InviteAsync(Account, person);
        Assert.Equal("upstream_changed", answer.Reason);
        Assert.Equal("open", answer.Error["details"]!["breaker"]!.GetValue<string>());
    }

    /// <summary>Queues a wish that is due at once: a queue leaves a part of the day between two of its wishes.</summary>
    private static async Task QueueAsync(Gateway gateway, string person)
    {
        var parameters = new JsonObject { ["identifier"] = person, ["when"] = "queue" };
        Assert.Equal(202, (await gateway.PostAsync(
            "/v2/network", new JsonObject { ["account_id"] = Account, ["action"] = "invite", ["params"] = parameters })).Status);
        gateway.Time.Advance(TimeSpan.FromDays(1));
    }

    private static async Task<DateTimeOffset?> QueueAtAsync(Gateway gateway)
    {
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        return await db.Accounts.Where(row => row.Id == Account).Select(row => row.QueueAt).SingleAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<OperationRow> OperationAsync(Gateway gateway)
    {
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        return await db.Operations.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
    }
}
