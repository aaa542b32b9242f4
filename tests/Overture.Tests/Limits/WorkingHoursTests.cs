using System.Globalization;
using CsCheck;
using Overture.Server.Limits;

namespace Overture.Tests.Limits;

public sealed class WorkingHoursTests
{
    [Theory]
    [InlineData("Mon-Fri 09:00-18:00", "Mon-Fri 09:00-18:00")]
    [InlineData("09:00-18:00", "09:00-18:00")]
    [InlineData("mon,WED 00:00-00:01", "Mon,Wed 00:00-00:01")]
    [InlineData("Fri-Mon 08:30-24:00", "Mon,Fri-Sun 08:30-24:00")]
    [InlineData("Sat 08:30-00:00", "Sat 08:30-24:00")]
    [InlineData("Sun-Sun 00:00-24:00", "Sun 00:00-24:00")]
    [InlineData("Mon-Tue,Thu,Sat-Sun 23:59-24:00", "Mon-Tue,Thu,Sat-Sun 23:59-24:00")]
    [InlineData("  Tue   10:00-11:00 ", "Tue 10:00-11:00")]
    [InlineData("22:00-06:00", "22:00-06:00")]
    [InlineData("Mon-Fri 18:00-09:00", "Mon-Fri 18:00-09:00")]
    [InlineData("Sun 00:01-00:00", "Sun 00:01-24:00")]
    public void An_accepted_spelling_has_one_form(string text, string expected) =>
        Assert.Equal(expected, WorkingHours.Parse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Mon-Fri")]
    [InlineData("Mon-Fri 9:00-18:00")]
    [InlineData("Mon-Fri 09:00")]
    [InlineData("Mon-Fri 09:00-18:00-19:00")]
    [InlineData("Mon-Fri 09:00-09:00")]
    [InlineData("Mon-Fri 09:00-25:00")]
    [InlineData("Mon-Fri 09:00-24:01")]
    [InlineData("Mon-Fri 09:00-18:60")]
    [InlineData("Mon-Fri 09:00:00-18:00:00")]
    [InlineData("Mon-Fri 09:00 - 18:00")]
    [InlineData("Mon, Tue 09:00-18:00")]
    [InlineData("Monday 09:00-18:00")]
    [InlineData("Mon-Wed-Fri 09:00-18:00")]
    [InlineData("Mon- 09:00-18:00")]
    [InlineData("Mon,,Tue 09:00-18:00")]
    [InlineData(", 09:00-18:00")]
    [InlineData("09:00-18:00 Mon")]
    [InlineData("24:00-24:01")]
    [InlineData("22:00-30:00")]
    public void A_refused_spelling_is_null(string text) => Assert.Null(WorkingHours.Parse(text));

    [Fact]
    public void Parsing_the_text_of_hours_returns_the_same_hours() => Moments.Hours.Sample(hours =>
    {
        var again = WorkingHours.Parse(hours.ToString())!;

        Assert.Equal(hours.Days, again.Days);
        Assert.Equal((hours.From, hours.Until), (again.From, again.Until));
        Assert.Equal(hours.Days.Count(works => works), again.DaysPerWeek);
    });

    [Theory]
    [InlineData("09:00-18:00", 540)]
    [InlineData("09:00-24:00", 900)]
    [InlineData("00:00-24:00", 1440)]
    [InlineData("00:00-00:01", 1)]
    [InlineData("22:00-06:00", 480)]
    [InlineData("00:02-00:01", 1439)]
    public void The_length_of_a_working_day_is(string text, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), WorkingHours.Parse(text)!.Length);

    [Theory]
    [InlineData("2026-05-04T06:59:59Z", "2026-05-04T07:00:00Z")] // Monday, a second before nine.
    [InlineData("2026-05-04T07:00:00Z", "2026-05-04T07:00:00Z")]
    [InlineData("2026-05-04T15:59:59Z", "2026-05-04T15:59:59Z")]
    [InlineData("2026-05-04T16:00:00Z", "2026-05-05T07:00:00Z")]
    [InlineData("2026-05-08T16:00:00Z", "2026-05-11T07:00:00Z")] // Friday evening, Monday morning.
    [InlineData("2026-10-23T16:00:00Z", "2026-10-26T08:00:00Z")] // Over the end of summer time.
    public void Hours_open_at(string from, string expected) => Assert.Equal(
        At(expected), WorkingHours.Parse("Mon-Fri 09:00-18:00")!.OpensAt(At(from), Moments.Zone("Europe/Paris")));

    [Theory]
    [InlineData("2026-05-03T23:59:59Z", "2026-05-04T20:00:00Z")] // Sunday's night is not one of them,
    [InlineData("2026-05-04T01:00:00Z", "2026-05-04T20:00:00Z")] // nor is its morning.
    [InlineData("2026-05-04T21:59:59Z", "2026-05-04T21:59:59Z")] // Monday, a second before midnight
    [InlineData("2026-05-05T03:59:59Z", "2026-05-05T03:59:59Z")] // and on to six on Tuesday.
    [InlineData("2026-05-05T04:00:00Z", "2026-05-05T20:00:00Z")]
    [InlineData("2026-05-09T03:59:59Z", "2026-05-09T03:59:59Z")] // Friday's hours end on Saturday.
    [InlineData("2026-05-09T04:00:00Z", "2026-05-11T20:00:00Z")]
    public void Hours_over_midnight_belong_to_the_day_on_which_they_begin(string from, string expected) => Assert.Equal(
        At(expected), WorkingHours.Parse("Mon-Fri 22:00-06:00")!.OpensAt(At(from), Moments.Zone("Europe/Paris")));

    [Theory]
    [InlineData("02:15-04:00", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")] // Skipped start: the next time.
    [InlineData("02:15-02:45", "2026-03-29T00:00:00Z", "2026-03-30T00:15:00Z")] // Skipped as a whole: the next day.
    [InlineData("02:30-04:00", "2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z")] // Repeated: the first time,
    [InlineData("02:30-04:00", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z")] // the second if the first is past,
    [InlineData("01:00-02:30", "2026-10-25T00:40:00Z", "2026-10-25T01:00:00Z")] // or when clocks return into the hours.
    [InlineData("02:30-01:00", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")] // Over midnight, a skipped start.
    [InlineData("23:00-02:30", "2026-10-25T00:40:00Z", "2026-10-25T01:00:00Z")] // Clocks return into the morning part.
    public void Hours_open_on_days_of_a_clock_change_at(string hours, string from, string expected) => Assert.Equal(
        At(expected), WorkingHours.Parse(hours)!.OpensAt(At(from), Moments.Zone("Europe/Paris")));

    [Fact]
    public void Hours_open_at_the_first_instant_inside_them() => Gen.Select(Moments.Hours, Moments.Around).Sample(
        (hours, it) =>
        {
            var expected = Moments.From(it.At, TimeSpan.FromDays(16))
                .First(instant => IsInside(hours, Moments.Clock(instant, it.Zone)));

            Assert.Equal(expected == it.At, hours.IsOpenAt(it.At, it.Zone));
            Assert.Equal(expected, hours.OpensAt(it.At, it.Zone));
        },
        iter: 1_000);

    private static bool IsInside(WorkingHours hours, DateTime clock)
    {
        var (from, until) = (hours.From.ToTimeSpan(), hours.Until.ToTimeSpan());
        var ends = until > from ? until : until + TimeSpan.FromDays(1);
        return (hours.Days[(int)clock.DayOfWeek] && clock.TimeOfDay >= from && clock.TimeOfDay < ends)
            || (hours.Days[(int)clock.AddDays(-1).DayOfWeek] && clock.TimeOfDay + TimeSpan.FromDays(1) < ends);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
