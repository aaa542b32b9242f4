using Overture.Client.Contract;
using Overture.Server.Limits;

namespace Overture.Tests.Limits;

public sealed class LimitsPolicyTests
{
    private static readonly DateTimeOffset Connected = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_free_account_has_the_free_defaults()
    {
        var policy = Of();

        Assert.Equal((20, 100, 5, 500), (policy.PerDay, policy.PerWeek, policy.Notes, policy.Pending));
        Assert.True(policy.IsEnabled);
        Assert.Null(policy.Hours);
        Assert.Equal(TimeZoneInfo.Utc, policy.Zone);
        Assert.Equal(Connected, policy.ConnectedAt);
    }

    [Fact]
    public void A_premium_account_has_the_premium_defaults()
    {
        var policy = Of(isPremium: true);

        Assert.Equal((30, 150, 650, 500), (policy.PerDay, policy.PerWeek, policy.Notes, policy.Pending));
    }

    [Fact]
    public void Against_the_platform_there_is_a_gap_and_a_warm_up()
    {
        var policy = Of(isLocal: false);

        Assert.Equal((TimeSpan.FromSeconds(20), 14), (policy.Gap, policy.WarmUpDays));
    }

    [Fact]
    public void Against_a_sandbox_there_is_no_gap_and_no_warm_up()
    {
        var policy = Of(isLocal: true);

        Assert.Equal((TimeSpan.Zero, 0), (policy.Gap, policy.WarmUpDays));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_operators_settings_hold_wherever_the_connector_points(bool isLocal)
    {
        var policy = Of(new LimitsOptions { Gap = TimeSpan.FromSeconds(3), WarmUpDays = 2 }, isLocal: isLocal);

        Assert.Equal((TimeSpan.FromSeconds(3), 2), (policy.Gap, policy.WarmUpDays));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Own_limits_replace_the_deployments(bool isPremium)
    {
        var own = new AccountLimits { PerDay = 7, PerWeek = 33, Notes = 0, Pending = 1 };

        var policy = Of(own: own, isPremium: isPremium);

        Assert.Equal((7, 33, 0, 1), (policy.PerDay, policy.PerWeek, policy.Notes, policy.Pending));
    }

    [Fact]
    public void Own_limits_cannot_exceed_the_operators_bounds()
    {
        var most = new AccountLimits { PerDay = 9_999, PerWeek = 9_999, Notes = 9_999, Pending = 9_999 };

        var policy = Of(own: most);

        Assert.Equal((50, 200, 1_000, 1_500), (policy.PerDay, policy.PerWeek, policy.Notes, policy.Pending));
    }

    [Fact]
    public void Own_limits_at_the_bounds_are_kept()
    {
        var policy = Of(own: new AccountLimits { PerDay = 50, PerWeek = 200, Notes = 1_000, Pending = 1_500 });

        Assert.Equal((50, 200, 1_000, 1_500), (policy.PerDay, policy.PerWeek, policy.Notes, policy.Pending));
    }

    [Theory]
    [InlineData(5, 20, 20)]
    [InlineData(20, 20, 20)]
    [InlineData(21, 20, 21)]
    [InlineData(null, 20, 20)]
    public void An_own_gap_cannot_be_shorter_than_the_deployments(int? own, int deployments, int expected)
    {
        var options = new LimitsOptions { Gap = TimeSpan.FromSeconds(deployments) };

        var policy = Of(options, new AccountLimits { GapSeconds = own });

        Assert.Equal(TimeSpan.FromSeconds(expected), policy.Gap);
    }

    [Theory]
    [InlineData(0, 14)]
    [InlineData(14, 14)]
    [InlineData(15, 15)]
    [InlineData(null, 14)]
    public void An_own_warm_up_cannot_be_shorter_than_the_deployments(int? own, int expected) =>
        Assert.Equal(expected, Of(own: new AccountLimits { WarmUpDays = own }, isLocal: false).WarmUpDays);

    [Fact]
    public void Own_hours_and_zone_replace_the_deployments()
    {
        var options = new LimitsOptions { WorkingHours = "Mon-Fri 09:00-18:00", TimeZone = "Europe/Paris" };

        var deployments = Of(options);
        var own = Of(options, new AccountLimits { WorkingHours = "Sat 10:00-11:00", TimeZone = "Africa/Cairo" });

        Assert.Equal(("Mon-Fri 09:00-18:00", "Europe/Paris"), (deployments.Hours!.ToString(), deployments.Zone.Id));
        Assert.Equal(("Sat 10:00-11:00", "Africa/Cairo"), (own.Hours!.ToString(), own.Zone.Id));
    }

    [Fact]
    public void A_load_test_switches_everything_off() =>
        Assert.False(Of(new LimitsOptions { Enabled = false }).IsEnabled);

    [Theory]
    [InlineData(0, 2)] // 20 over 14 + 1 days: the first day has 20 / 15, rounded up.
    [InlineData(1, 3)]
    [InlineData(6, 10)]
    [InlineData(13, 19)]
    [InlineData(14, 20)]
    [InlineData(400, 20)]
    public void A_day_of_the_warm_up_has_its_share(int day, int expected) =>
        Assert.Equal(expected, Of(isLocal: false).DayLimitAt(Connected.AddDays(day)));

    [Fact]
    public void The_warm_up_counts_days_of_the_zone()
    {
        var policy = Of(own: new AccountLimits { TimeZone = "Asia/Tokyo" }, isLocal: false);

        Assert.Equal((2, 3), (policy.DayLimitAt(Connected.AddHours(5.99)), policy.DayLimitAt(Connected.AddHours(6))));
    }

    private static LimitsPolicy Of(
        LimitsOptions? options = null, AccountLimits? own = null, bool isPremium = false, bool isLocal = true) =>
        LimitsPolicy.Of(options ?? new LimitsOptions(), own, isPremium, Connected, isLocal);
}
