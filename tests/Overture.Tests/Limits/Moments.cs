using CsCheck;
using Overture.Server.Limits;

namespace Overture.Tests.Limits;

/// <summary>Time zones, and instants around the changes of their clocks.</summary>
internal static class Moments
{
    /// <summary>
    /// Every offset and every clock change of these zones, and every time of day made here, is a multiple of it.
    /// </summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(15);

    private static readonly DateTimeOffset First = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Last = new(2027, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo[] Zones =
    [
        .. new[]
        {
            "UTC", "Europe/Paris", "America/New_York", "America/Sao_Paulo", "Africa/Cairo", "Asia/Beirut",
            "Australia/Lord_Howe", "America/Havana", "Atlantic/Azores", "America/Nuuk",
        }.Select(Zone),
    ];

    private static readonly Dictionary<TimeZoneInfo, DateTimeOffset[]> ChangesOf =
        Zones.ToDictionary(zone => zone, zone => Changes(zone).ToArray());

    /// <summary>A zone and a second from three days before to a day after one of its clock changes.</summary>
    public static readonly Gen<(TimeZoneInfo Zone, DateTimeOffset At)> Around =
        from zone in Gen.OneOf(Zones)
        from change in Gen.OneOf(ChangesOf[zone])
        from away in Gen.OneOf(
            Gen.Int[-3 * 86_400, 86_400], Gen.Int[-4, 4].Select(hour => hour * 3_600),
            Gen.Int[-16, 16].Select(quarter => quarter * 900), Gen.Int[-3, 3])
        select (zone, change.AddSeconds(away));

    /// <summary>A quarter of an hour of the day, often one at which clocks change.</summary>
    public static readonly Gen<TimeOnly> Times = Gen.OneOf(Gen.Int[0, 14], Gen.Int[0, 95], Gen.Int[90, 95])
        .Select(quarter => new TimeOnly(quarter / 4, quarter % 4 * 15));

    /// <summary>Working hours, often short ones, on some days; often over midnight.</summary>
    public static readonly Gen<WorkingHours> Hours =
        from days in Gen.Bool.Array[7]
        from one in Gen.Int[0, 6]
        from times in Gen.Select(Times, Times)
        let until = times.Item1 == times.Item2 ? TimeOnly.MinValue : times.Item2
        select new WorkingHours([.. days.Select((works, day) => works || day == one)], times.Item1, until);

    public static TimeZoneInfo Zone(string name) => LimitsPolicy.FindZone(name)!;

    /// <summary>What the clocks of the zone show.</summary>
    public static DateTime Clock(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>The given instant, then the multiples of the grain that follow it.</summary>
    public static IEnumerable<DateTimeOffset> From(DateTimeOffset instant, TimeSpan length)
    {
        yield return instant;
        var next = instant.AddTicks(Grain.Ticks - (instant.UtcTicks % Grain.Ticks));
        for (; next <= instant + length; next += Grain) yield return next;
    }

    private static IEnumerable<DateTimeOffset> Changes(TimeZoneInfo zone)
    {
        var found = false;
        for (var day = First; day < Last; day = day.AddDays(1))
        {
            if (zone.GetUtcOffset(day) == zone.GetUtcOffset(day.AddDays(1))) continue;
            found = true;
            yield return From(day, TimeSpan.FromDays(1))
                .First(instant => zone.GetUtcOffset(instant) != zone.GetUtcOffset(day));
        }

        if (!found) yield return new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);
    }
}
