using System.Globalization;

namespace Overture.Server.Limits;

/// <summary>
/// The hours of a week in which invitations may leave, as the clocks of the account's time zone show them. Pure.
/// </summary>
/// <param name="Days">The days on which the hours begin, by <see cref="DayOfWeek"/>.</param>
/// <param name="From">The first time of such a day.</param>
/// <param name="Until">
/// The first time that is too late; midnight stands for the end of the day. A time before <paramref name="From"/> is
/// one of the next day: the hours of a Friday from 22:00 to 06:00 end on Saturday.
/// </param>
internal sealed record WorkingHours(IReadOnlyList<bool> Days, TimeOnly From, TimeOnly Until)
{
    public const string Form =
        "\"Mon-Fri 09:00-18:00\", \"09:00-18:00\" or \"22:00-06:00\" (ends on the next day): days as a range or with "
        + "commas, then two different times of day";

    private static readonly string[] Names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    public int DaysPerWeek => Days.Count(works => works);

    /// <summary>How long a working day is by the clock.</summary>
    public TimeSpan Length =>
        TimeSpan.FromDays(From < Until ? 0 : 1) + (Until.ToTimeSpan() - From.ToTimeSpan());

    private bool EndsAtMidnight => Until == TimeOnly.MinValue;

    private bool EndsOnTheNextDay => !EndsAtMidnight && Until < From;

    /// <summary>Null when the text is not of the <see cref="Form"/>.</summary>
    public static WorkingHours? Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var days = words.Length switch
        {
            1 => Enumerable.Repeat(true, 7).ToArray(),
            2 => DaysOf(words[0]),
            _ => null,
        };
        if (days is null || words[^1].Split('-') is not [var from, var until]) return null;
        if (TimeOf(from) is not { } first || TimeOf(until) is not { } last) return null;
        return last == TimeOnly.MinValue || last != first ? new WorkingHours(days, first, last) : null;
    }

    public bool IsOpenAt(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        var begins = Days[(int)local.DayOfWeek] && time >= From;
        if (!EndsOnTheNextDay) return begins && (EndsAtMidnight || time < Until);
        return begins || (Days[(int)local.AddDays(-1).DayOfWeek] && time < Until);
    }

    /// <summary>The instant itself when it lies within the hours, else when they begin next.</summary>
    public DateTimeOffset OpensAt(DateTimeOffset instant, TimeZoneInfo zone)
    {
        if (IsOpenAt(instant, zone)) return instant;
        var today = LocalTime.DateOf(instant, zone);
        if (OpensAgainAt(instant, today, zone) is { } again) return again;
        // Eight days, and one more for a working day whose few hours the clocks skip.
        for (var date = today; date <= today.AddDays(15); date = date.AddDays(1))
        {
            if (!Days[(int)date.DayOfWeek]) continue;
            var opens = LocalTime.FirstAt(date, From, zone);
            if (opens >= instant && IsOpenAt(opens, zone)) return opens;
        }

        return instant.AddDays(15);
    }

    /// <summary>
    /// On a day on which the clocks are set back, hours that were over, or whose beginning was missed, may begin once
    /// more.
    /// </summary>
    private DateTimeOffset? OpensAgainAt(DateTimeOffset instant, DateOnly today, TimeZoneInfo zone)
    {
        var tomorrow = LocalTime.StartOf(today.AddDays(1), zone);
        if (tomorrow - LocalTime.StartOf(today, zone) <= TimeSpan.FromDays(1)) return null;
        // Clocks are moved, and hours begin, at whole minutes.
        var next = instant.AddTicks(TimeSpan.TicksPerMinute - (instant.Ticks % TimeSpan.TicksPerMinute));
        for (; next < tomorrow; next = next.AddMinutes(1))
        {
            if (IsOpenAt(next, zone)) return next;
        }

        return null;
    }

    public override string ToString()
    {
        var until = EndsAtMidnight ? "24:00" : Until.ToString("HH:mm", CultureInfo.InvariantCulture);
        var times = string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm}-{until}");
        return DaysPerWeek == 7 ? times : $"{string.Join(',', Ranges())} {times}";
    }

    /// <summary>Days that follow each other as one range, the week beginning on Monday.</summary>
    private IEnumerable<string> Ranges()
    {
        for (var day = 1; day <= 7; day++)
        {
            if (!Days[day % 7]) continue;
            var first = day;
            while (day < 7 && Days[(day + 1) % 7]) day++;
            yield return day == first ? Names[first % 7] : $"{Names[first % 7]}-{Names[day % 7]}";
        }
    }

    private static bool[]? DaysOf(string text)
    {
        var days = new bool[7];
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-').Select(IndexOf).ToArray();
            if (ends.Length is not (1 or 2) || ends.Contains(-1)) return null;
            for (var day = ends[0]; ; day = (day + 1) % 7)
            {
                days[day] = true;
                if (day == ends[^1]) break;
            }
        }

        return days;
    }

    private static int IndexOf(string name) =>
        Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static TimeOnly? TimeOf(string text) =>
        text == "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
        : null;
}
