using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Invitations;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Limits;

/// <summary>The read budget over HTTP, with the sandbox's own count of reads as witness.</summary>
public sealed class ReadBudgetTests
{
    private const int Limit = 40;

    private static readonly string[] Settings =
        [$"Overture:Limits:ReadsPerHour={Limit}", "Overture:Connectors:WebSession:ReadRetries=0"];

    [Fact]
    public async Task Unknown_people_use_up_the_budget_and_the_platform_is_not_asked_beyond_it()
    {
        await using var gateway = await Gateway.StartAsync(settings: Settings);
        ToTheBeginningOfAnHour(gateway);
        var before = await gateway.Sandbox.ReadsReceivedAsync();
        Answered? refused = null;
        for (var call = 0; call < 2 * Limit && refused is null; call++)
        {
            var answer = await gateway.InviteAsync("acc_sandbox", $"nobody-of-this-name-{call}");
            if (answer.Reason != "person_not_found") refused = answer;
        }

        Assert.Equal((429, "read_budget", "account"), (
            refused!.Status, refused.Reason, refused.Error["scope"]!.GetValue<string>()));
        var retryAt = refused.Error["retry_at"]!.GetValue<DateTimeOffset>();
        Assert.Equal((0, 0), (retryAt.Minute, retryAt.Second));
        Assert.InRange(await gateway.Sandbox.ReadsReceivedAsync() - before, Limit - 2, Limit);
        var budget = Acting.BudgetOf(await gateway.LimitsAsync("acc_sandbox"), "reads");
        Assert.Equal(Limit, budget["limit"]!.GetValue<int>());
        Assert.InRange(budget["used"]!.GetValue<int>(), Limit - 2, Limit);

        gateway.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", "person-1")).Status);
    }

    [Fact]
    public async Task Dry_runs_and_imports_share_the_budget_and_each_row_says_when_to_retry()
    {
        await using var gateway = await Gateway.StartAsync(settings: Settings);
        ToTheBeginningOfAnHour(gateway);
        for (var call = 0; call < 10; call++)
        {
            await gateway.InviteAsync("acc_sandbox", $"person-{call + 1}", ("dry_run", true));
        }

        var before = await gateway.Sandbox.ReadsReceivedAsync();
        var csv = "identifier\n" + string.Join('\n', Enumerable.Range(1, 45).Select(row => $"person-{100 + row}"));
        var answer = await gateway.ActAsync(
            "acc_sandbox", "do_not_contact_import", new JsonObject { ["csv"] = csv });

        Assert.Equal(200, answer.Status);
        var rows = answer.Data["rows"]!.AsArray();
        var refused = rows.Where(row => row!["reason"]?.GetValue<string>() == "read_budget").ToList();
        Assert.InRange(refused.Count, 1, 44);
        Assert.Equal(45, refused.Count + answer.Data["added"]!.GetValue<int>());
        Assert.InRange(await gateway.Sandbox.ReadsReceivedAsync() - before, 1, Limit - 10);
    }

    [Fact]
    public async Task A_restart_gives_no_reads_back()
    {
        var folder = Directory.CreateTempSubdirectory("overture-reads-");
        var time = new ShiftedTime();
        await using (var gateway = await Gateway.StartAsync(folder.FullName, time, Settings))
        {
            ToTheBeginningOfAnHour(gateway);
            while ((await gateway.InviteAsync("acc_sandbox", $"nobody-{Guid.NewGuid():n}")).Reason != "read_budget") { }
            await gateway.StopAsync();
        }

        await using (var gateway = await Gateway.StartAsync(folder.FullName, time, Settings))
        {
            Assert.Equal("read_budget", (await gateway.InviteAsync("acc_sandbox", "person-1")).Reason);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_unknown_outcome_is_resolved_although_the_budget_is_used_up()
    {
        await using var gateway = await Gateway.StartAsync(settings: Settings);
        ToTheBeginningOfAnHour(gateway);
        Assert.Equal("outcome_unknown", (await gateway.InviteAsync("acc_sandbox", "lost-answer-blind")).Reason);
        while ((await gateway.InviteAsync("acc_sandbox", $"nobody-{Guid.NewGuid():n}")).Reason != "read_budget") { }

        var before = await gateway.Sandbox.ReadsReceivedAsync();
        await gateway.Sandbox.AdvanceClockAsync("PT1M");
        gateway.Time.Advance(TimeSpan.FromMinutes(2));

        await Eventually.HoldsAsync(
            async () =>
            {
                await using var db = gateway.Services.GetRequiredService<Database>().Open();
                return !await db.Set<UnresolvedRow>().AnyAsync(TestContext.Current.CancellationToken);
            },
            "the outcome is resolved");
        Assert.NotEqual(before, await gateway.Sandbox.ReadsReceivedAsync());
        Assert.Equal("read_budget", (await gateway.InviteAsync("acc_sandbox", "person-1")).Reason);
        Assert.Equal(999_999, await gateway.CreditsAsync());
    }

    /// <summary>An hour that ends amid a test would give its reads back.</summary>
    private static void ToTheBeginningOfAnHour(Gateway gateway)
    {
        var now = gateway.Time.GetUtcNow();
        gateway.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(now.Ticks % TimeSpan.TicksPerHour));
    }
}
