using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Telemetry;

/// <summary>What a caller hears and what is counted are the same, for every outcome there is.</summary>
public sealed class MetricsTests
{
    private static readonly string[] Stages = ["wait", "find_person", "commit_intent", "send", "commit_outcome"];

    [Theory]
    [InlineData("johndoe", "overture.invitations overture.outcome=sent")]
    [InlineData("accepts-now", "overture.invitations overture.outcome=sent")]
    [InlineData("lost-answer", "overture.invitations overture.outcome=sent")]
    [InlineData("already-connected", "overture.invitations overture.outcome=already_connected")]
    [InlineData(
        "lost-request", "overture.invitations overture.outcome=unknown",
        "overture.refusals overture.reason=outcome_unknown")]
    [InlineData(
        "weekly-limit", "overture.invitations overture.outcome=refused overture.reason=platform_invitation_limit",
        "overture.refusals overture.reason=platform_invitation_limit")]
    [InlineData(
        "resend-cooldown", "overture.invitations overture.outcome=refused overture.reason=resend_cooldown",
        "overture.refusals overture.reason=resend_cooldown")]
    [InlineData("already-invited", "overture.refusals overture.reason=already_invited")]
    [InlineData("memorialized", "overture.refusals overture.reason=memorialized")]
    [InlineData("nobody-of-this-name", "overture.refusals overture.reason=person_not_found")]
    [InlineData("", "overture.refusals overture.reason=not_a_person_url")]
    public async Task Each_outcome_and_each_refusal_is_counted_once(string slug, params string[] series)
    {
        await using var gateway = await Gateway.StartAsync();
        using var measured = new Measured(gateway);

        await gateway.InviteAsync("acc_sandbox", slug);

        Assert.All(series, one => Assert.Equal(1, measured[one]));
        Assert.Equal(series, measured.Series.Order(StringComparer.Ordinal)
            .Where(one => one.StartsWith("overture.invitations", StringComparison.Ordinal)
                || one.StartsWith("overture.refusals", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_stage_and_every_commit_is_timed()
    {
        await using var gateway = await Gateway.StartAsync();
        using var measured = new Measured(gateway);

        await gateway.InviteAsync("acc_sandbox", "lost-answer");

        Assert.All(
            [.. Stages, "check"],
            stage => Assert.True(measured[$"overture.stage.duration overture.stage={stage}"] > 0, stage));
        Assert.InRange(measured["overture.commit.batch_size"], 2, 20);
        Assert.True(measured["overture.commit.duration"] > 0);
        Assert.Contains("overture.commit.queue_length", measured.Series);
        Assert.Equal(0, measured["overture.commit.queue_length"]);
    }

    [Fact]
    public async Task Refusals_at_the_door_are_counted_too()
    {
        await using var gateway = await Gateway.StartAsync();
        using var measured = new Measured(gateway);

        await gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v2/credits"), "another");
        await gateway.GetAsync("/v2/nowhere");
        await gateway.GetAsync("/v2/accounts/acc_nobody");

        Assert.Equal(1, measured["overture.refusals overture.reason=unknown_api_key"]);
        Assert.Equal(1, measured["overture.refusals overture.reason=unknown_path"]);
        Assert.Equal(1, measured["overture.refusals overture.reason=unknown_account"]);
    }

    [Fact]
    public async Task An_unknown_outcome_is_shown_with_its_age_until_it_is_resolved()
    {
        await using var gateway = await Gateway.StartAsync();
        using var measured = new Measured(gateway);
        await gateway.InviteAsync("acc_sandbox", "lost-request");

        await Eventually.HoldsAsync(
            () => Task.FromResult(measured["overture.unknown.invitations"] == 1), "the unknown outcome is shown");
        gateway.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.InRange(measured["overture.unknown.oldest_age"], 50, 89);
        gateway.Time.Advance(TimeSpan.FromSeconds(91));

        await Eventually.HoldsAsync(() => Task.FromResult(measured["overture.unknown.invitations"] == 0), "it is gone");
        Assert.Equal(0, measured["overture.unknown.oldest_age"]);
        Assert.Equal(1, measured["overture.resolutions overture.outcome=not_sent"]);
        Assert.Equal(1, measured["overture.invitations overture.outcome=unknown"]);
    }

    [Fact]
    public async Task What_a_start_finds_unresolved_is_counted()
    {
        var directory = Directory.CreateTempSubdirectory("overture-telemetry-").FullName;
        try
        {
            await using (var before = await Gateway.StartAsync(directory))
            {
                await before.InviteAsync("acc_sandbox", "lost-request");
                await before.InviteAsync("acc_sandbox", "server-error-unsent");
                await before.StopAsync();
            }

            using var scraped = new Scraped();
            await using var gateway = await Gateway.StartAsync(directory, settings: scraped.Setting);

            await Eventually.HoldsAsync(
                async () => (await scraped.ReadAsync("/metrics")).Contains(
                    "overture_recovery_invitations_total", StringComparison.Ordinal),
                "recovery is counted");
            var metrics = await scraped.ReadAsync("/metrics");
            Assert.Matches(@"(?m)^overture_recovery_accounts_total\{[^}]*\} [1-9]", metrics);
            Assert.Matches(@"(?m)^overture_recovery_invitations_total\{[^}]*\} [2-9]", metrics);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
