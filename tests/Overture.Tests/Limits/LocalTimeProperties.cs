using System.Globalization;
using CsCheck;
using Overture.Server.Limits;

namespace Overture.Tests.Limits;

public sealed class LocalTimeProperties
{
    [Fact]
    public void A_day_starts_at_the_first_instant_that_shows_its_date() => Moments.Around.Sample(
        it =>
        {
            var date = Moments.Clock(it.At, it.Zone).Date;
            var expected = Moments.From(Midnight(date).AddDays(-2), TimeSpan.FromDays(4))
                .First(instant => Moments.Clock(instant, it.Zone).Date == date);

            Assert.Equal(DateOnly.FromDateTime(date), LocalTime.DateOf(it.At, it.Zone));
            Assert.Equal(expected, LocalTime.StartOf(DateOnly.FromDateTime(date), it.Zone));
        },
        iter: 500);

    [Fact]
    public void A_time_begins_when_the_clocks_first_show_it_or_a_later_time() =>
        Gen.Select(Moments.Around, Moments.Times).Sample(
            (it, time) =>
            {
                var date = Moments.Clock(it.At, it.Zone).Date;
                var expected = Moments.From(Midnight(date).AddDays(-2), TimeSpan.FromDays(5))
                    .First(instant => Moments.Clock(instant, it.Zone) >= date + time.ToTimeSpan());

                Assert.Equal(expected, LocalTime.FirstAt(DateOnly.FromDateTime(date), time, it.Zone));
            },
            iter: 500);

    [Theory]
    [InlineData("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z")]
    [InlineData("Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")]
    [InlineData("America/Havana", "2024-03-10", "2024-03-10T05:00:00Z")]
    public void A_day_without_a_midnight_starts_with_its_first_time(string zone, string date, string expected) =>
        Assert.Equal(At(expected), LocalTime.StartOf(Date(date), Moments.Zone(zone)));

    [Fact]
    public void A_time_that_an_evening_skips_begins_when_the_clocks_have_been_moved() => Assert.Equal(
        At("2018-03-25T01:00:00Z"),
        LocalTime.FirstAt(Date("2018-03-24"), new TimeOnly(22, 45), Moments.Zone("America/Nuuk")));

    [Fact]
    public void A_day_with_two_midnights_starts_at_the_first() =>
        Assert.Equal(At("2024-11-03T04:00:00Z"), LocalTime.StartOf(Date("2024-11-03"), Moments.Zone("America/Havana")));

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z")]
    [InlineData("Asia/Beirut", "2024-10-27", "2024-10-26T22:00:00Z")]
    public void A_day_that_follows_a_repeated_hour_starts_after_the_repetition(
        string zone, string date, string expected) =>
        Assert.Equal(At(expected), LocalTime.StartOf(Date(date), Moments.Zone(zone)));

    [Theory]
    [InlineData("Europe/Paris", "2026-10-25", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("Europe/Paris", "2026-03-29", "02:30", "2026-03-29T01:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30:00Z")]
    public void A_repeated_time_is_the_first_one_and_a_skipped_time_is_the_next_one(
        string zone, string date, string time, string expected)
    {
        var local = TimeOnly.Parse(time, CultureInfo.InvariantCulture);

        Assert.Equal(At(expected), LocalTime.FirstAt(Date(date), local, Moments.Zone(zone)));
    }

    private static DateTimeOffset Midnight(DateTime date) => new(date, TimeSpan.Zero);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
