using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Invitations;
using Overture.Server.Queue;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Simulation;

/// <summary>
/// Lets accounts with full queues live through days of the gateway's and the sandbox's clocks, with direct calls beside
/// the queues and restarts in between. After each step everything that is due is waited for.
/// </summary>
internal sealed class SimulationRun(SimulationPlan plan) : IAsyncDisposable
{
    private static readonly string[] Settings =
    [
        "Overture:Limits:Gap=00:00:20", "Overture:Limits:WarmUpDays=5", "Overture:Limits:BreakerThreshold=1000",
        "Overture:Queue:PollInterval=00:00:00.05", "Overture:Invitations:ResolveInterval=00:00:00.05",
        "Overture:Invitations:ClaimsEnabled=true",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("overture-simulation-");
    private readonly ShiftedTime _time = new();
    private readonly Random _random = new(plan.Seed);

    public List<SimulatedAccount> Accounts { get; } =
        [.. Enumerable.Range(0, plan.Accounts).Select(index => new SimulatedAccount(index, plan))];

    public Gateway Gateway { get; private set; } = null!;

    public DateTimeOffset Began { get; private set; }

    public int DirectSent { get; private set; }

    public int DirectRefused { get; private set; }

    public int Restarts { get; private set; }

    public async Task LiveAsync()
    {
        Gateway = await Gateway.StartAsync(_folder.FullName, _time, Settings);
        Began = _time.GetUtcNow();
        foreach (var account in Accounts) await BeginAsync(account);
        var steps = (int)(TimeSpan.FromDays(plan.Days) / plan.Step);
        for (var step = 1; step <= steps; step++)
        {
            _time.Advance(plan.Step);
            await Gateway.Sandbox.AdvanceClockAsync($"PT{(int)plan.Step.TotalSeconds}S");
            if (step % 4 == 0) await InviteDirectlyAsync();
            if (plan.Restarts > 0 && step % (steps / (plan.Restarts + 1)) == 0 && Restarts < plan.Restarts)
            {
                await RestartAsync();
            }

            await Eventually.HoldsAsync(async () => !await IsAnythingDueAsync(), "what is due is done");
        }

        await SettleAsync();
    }

    /// <summary>
    /// What left in the last step without an answer still has to be found out; meanwhile another may leave.
    /// </summary>
    private async Task SettleAsync()
    {
        for (var look = 0; look < 20 && await IsAnythingUnsettledAsync(); look++)
        {
            _time.Advance(TimeSpan.FromMinutes(2));
            await Gateway.Sandbox.AdvanceClockAsync("PT2M");
            await Eventually.HoldsAsync(async () => !await IsAnythingDueAsync(), "what is due is done");
        }
    }

    private async Task<bool> IsAnythingUnsettledAsync()
    {
        await using var db = Open();
        return await db.Set<UnresolvedRow>().AnyAsync(TestContext.Current.CancellationToken);
    }

    public OvertureDb Open() => Gateway.Services.GetRequiredService<Database>().Open();

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task BeginAsync(SimulatedAccount account)
    {
        account.Id = await Gateway.ConnectAsync(account.Member);
        await Gateway.LimitAsync(
            account.Id, [.. account.Limits.Select(limit => (limit.Key, limit.Value?.DeepClone()))]);
        var rows = new JsonArray([.. account.Requests()]);
        var answer = await Gateway.ActAsync(account.Id, "invite_many", new JsonObject { ["rows"] = rows });
        Assert.True(answer.Data["queued"]!.GetValue<int>() == plan.Queued, answer.Text);
    }

    /// <summary>A CRM that knows nothing of the queues asks for a few people at once.</summary>
    private async Task InviteDirectlyAsync()
    {
        for (var call = 0; call < Math.Max(1, plan.Accounts / 10); call++)
        {
            var account = Accounts[_random.Next(Accounts.Count)];
            var answer = await Gateway.InviteAsync(account.Id, account.NextSlug());
            if (answer.Status == 200) DirectSent++;
            else DirectRefused++;
        }
    }

    private async Task RestartAsync()
    {
        await Gateway.StopAsync();
        await Gateway.DisposeAsync();
        Gateway = await Gateway.StartAsync(_folder.FullName, _time, Settings);
        Restarts++;
    }

    private async Task<bool> IsAnythingDueAsync()
    {
        var now = _time.GetUtcNow();
        await using var db = Open();
        return await db.Set<QueueRow>().AnyAsync(row => row.NextAt <= now, TestContext.Current.CancellationToken)
            || await db.Set<UnresolvedRow>()
                .AnyAsync(row => row.NextCheckAt <= now, TestContext.Current.CancellationToken)
            || await db.Set<InvitationRow>()
                .AnyAsync(row => row.State == InvitationState.Sending, TestContext.Current.CancellationToken);
    }
}
