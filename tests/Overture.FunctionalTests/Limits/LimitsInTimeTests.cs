using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Limits;

/// <summary>Limits across time and restarts, each with a gateway and a clock of its own.</summary>
public sealed class LimitsInTimeTests
{
    [Fact]
    public async Task Budgets_survive_a_restart_and_open_again_in_time()
    {
        var folder = Directory.CreateTempSubdirectory("overture-limits-");
        try
        {
            var time = new ShiftedTime();
            string account;
            await using (var first = await Gateway.StartAsync(folder.FullName, time))
            {
                account = await first.ConnectAsync(1_001);
                await first.LimitAsync(account, ("per_day", 1), ("per_week", 2));
                Assert.Equal(200, (await first.InviteAsync(account, "person-1")).Status);
                await first.StopAsync();
            }

            await using var gateway = await Gateway.StartAsync(folder.FullName, time);
            Assert.Equal("daily_limit", (await gateway.InviteAsync(account, "person-2")).Reason);
            time.Advance(TimeSpan.FromDays(1));
            Assert.Equal(200, (await gateway.InviteAsync(account, "person-2")).Status);
            time.Advance(TimeSpan.FromDays(1));
            var weekly = await gateway.InviteAsync(account, "person-3");
            Assert.Equal("weekly_limit", weekly.Reason);

            // The answer's own time is the first at which it works.
            time.Advance(weekly.Error["retry_at"]!.GetValue<DateTimeOffset>() - time.GetUtcNow());
            Assert.Equal(200, (await gateway.InviteAsync(account, "person-3")).Status);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_the_platform_closed_stays_closed_across_a_restart_and_is_seen()
    {
        var folder = Directory.CreateTempSubdirectory("overture-limits-");
        try
        {
            var time = new ShiftedTime();
            string account;
            await using (var first = await Gateway.StartAsync(folder.FullName, time))
            {
                account = await first.ConnectAsync(1_001);
                Assert.Equal("note_quota", (await first.InviteAsync(account, "note-quota", "Hello")).Reason);
                Assert.Equal("platform_invitation_limit", (await first.InviteAsync(account, "weekly-limit")).Reason);
                await first.StopAsync();
            }

            await using var gateway = await Gateway.StartAsync(folder.FullName, time);
            var limits = await gateway.LimitsAsync(account);
            Assert.Equal(
                ["notes: note_quota", "invitations: platform_invitation_limit"],
                limits["cooldowns"]!.AsArray().Select(cooldown => $"{cooldown!["closes"]}: {cooldown["reason"]}"));
            var sends = await gateway.Sandbox.SendsReceivedAsync();
            Assert.Equal("platform_invitation_limit", (await gateway.InviteAsync(account, "person-1")).Reason);
            Assert.Equal(sends, await gateway.Sandbox.SendsReceivedAsync());

            time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
            Assert.Equal(200, (await gateway.InviteAsync(account, "person-1", "Hello")).Status);
            Assert.Empty((await gateway.LimitsAsync(account))["cooldowns"]!.AsArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_throttled_account_asks_the_platform_for_nothing()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        Assert.Equal("platform_throttled", (await gateway.InviteAsync(account, "throttled")).Reason);
        var reads = await gateway.Sandbox.ReadsReceivedAsync();

        Assert.Equal("platform_throttled", (await gateway.InviteAsync(account, "person-1")).Reason);

        Assert.Equal(reads, await gateway.Sandbox.ReadsReceivedAsync());
        gateway.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(200, (await gateway.InviteAsync(account, "person-1")).Status);
    }

    [Fact]
    public async Task The_note_quota_of_the_platform_closes_notes_and_nothing_else()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        Assert.Equal("note_quota", (await gateway.InviteAsync(account, "note-quota", "Hello")).Reason);

        var sends = await gateway.Sandbox.SendsReceivedAsync();
        Assert.Equal("note_quota", (await gateway.InviteAsync(account, "person-1", "Hello")).Reason);
        Assert.Equal(sends, await gateway.Sandbox.SendsReceivedAsync());
        Assert.Equal(200, (await gateway.InviteAsync(account, "person-1")).Status);
    }

    [Fact]
    public async Task What_was_answered_makes_room_among_the_pending()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        Assert.Equal(200, (await gateway.InviteAsync(account, "accepts-in-3-days")).Status);
        Assert.Equal("already_invited", (await gateway.InviteAsync(account, "already-invited")).Reason);
        await gateway.LimitAsync(account, ("pending", 2));
        Assert.Equal("pending_limit", (await gateway.InviteAsync(account, "person-1")).Reason);

        await gateway.Sandbox.AdvanceClockAsync("P4D");
        gateway.Time.Advance(TimeSpan.FromDays(4));

        Assert.Equal(200, (await gateway.InviteAsync(account, "person-1")).Status);
        Assert.Equal(2, Acting.BudgetOf(await gateway.LimitsAsync(account), "pending")["used"]!.GetValue<int>());
        Assert.Equal("pending_limit", (await gateway.InviteAsync(account, "person-2")).Reason);
    }

    [Fact]
    public async Task A_new_account_warms_up()
    {
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Limits:WarmUpDays=4");
        var account = await gateway.ConnectAsync(1_001);
        var budgets = new List<int>();

        for (var day = 0; day < 6; day++)
        {
            budgets.Add(Acting.BudgetOf(await gateway.LimitsAsync(account), "day")["limit"]!.GetValue<int>());
            gateway.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([4, 8, 12, 16, 20, 20], budgets);
    }

    [Fact]
    public async Task Three_answers_that_nobody_knows_stop_the_account_and_a_known_one_between_them_does_not()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(
                "upstream_changed", (await gateway.InviteAsync(account, $"person-1{round}--unknown-refusal")).Reason);
            Assert.Equal(
                "upstream_changed", (await gateway.InviteAsync(account, $"person-2{round}--unknown-refusal")).Reason);
            Assert.Equal(200, (await gateway.InviteAsync(account, $"person-3{round}")).Status);
        }

        for (var person = 40; person < 43; person++)
        {
            Assert.Equal(
                "upstream_changed", (await gateway.InviteAsync(account, $"person-{person}--unknown-refusal")).Reason);
        }

        var sends = await gateway.Sandbox.SendsReceivedAsync();
        var stopped = await gateway.InviteAsync(account, "person-50");

        Assert.Equal((502, "upstream_changed", "open"), (
            stopped.Status, stopped.Reason, stopped.Error["details"]!["breaker"]!.GetValue<string>()));
        Assert.Equal(sends, await gateway.Sandbox.SendsReceivedAsync());
        var breaker = (await gateway.LimitsAsync(account))["breaker"]!;
        Assert.Equal((true, 3), (breaker["is_open"]!.GetValue<bool>(), breaker["answers"]!.GetValue<int>()));
        Assert.Contains("CODE_OF_TOMORROW", breaker["kind"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_budgets_nothing_is_counted_and_the_platform_is_still_heeded()
    {
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Limits:Enabled=false");
        var account = await gateway.ConnectAsync(1_001);
        for (var person = 1; person <= 25; person++)
        {
            Assert.Equal(200, (await gateway.InviteAsync(account, $"person-{person}")).Status);
        }

        Assert.False((await gateway.LimitsAsync(account))["enabled"]!.GetValue<bool>());
        Assert.Equal("platform_invitation_limit", (await gateway.InviteAsync(account, "weekly-limit")).Reason);
        Assert.Equal("platform_invitation_limit", (await gateway.InviteAsync(account, "person-30")).Reason);
    }

    [Fact]
    public async Task Working_hours_hold_by_the_accounts_own_clock()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        // To the next Tuesday, noon in Paris.
        var now = gateway.Time.GetUtcNow();
        var tuesday = now.UtcDateTime.Date.AddDays(
            1 + ((int)DayOfWeek.Tuesday - (int)now.AddDays(1).DayOfWeek + 7) % 7);
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var noon = new DateTimeOffset(
            TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(tuesday.AddHours(12), DateTimeKind.Unspecified), paris),
            TimeSpan.Zero);
        gateway.Time.Advance(noon - now);
        await gateway.LimitAsync(account, ("working_hours", "Mon-Fri 09:00-18:00"), ("time_zone", "Europe/Paris"));

        Assert.Equal(200, (await gateway.InviteAsync(account, "person-1")).Status);
        gateway.Time.Advance(TimeSpan.FromHours(6.5));
        var evening = await gateway.InviteAsync(account, "person-2");

        Assert.Equal("outside_working_hours", evening.Reason);
        var opens = TimeZoneInfo.ConvertTime(evening.Error["retry_at"]!.GetValue<DateTimeOffset>(), paris);
        Assert.Equal((DayOfWeek.Wednesday, TimeSpan.FromHours(9)), (opens.DayOfWeek, opens.TimeOfDay));
    }
}
