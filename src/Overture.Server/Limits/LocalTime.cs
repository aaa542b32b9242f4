namespace Overture.Server.Limits;

/// <summary>Instants of a time zone's calendar, also on the days on which its clocks are moved. Pure.</summary>
internal static class LocalTime
{
    /// <summary>The date that the zone's calendars show at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>
    /// The first instant of a date: its midnight, or what comes instead where clocks are moved at midnight.
    /// </summary>
    public static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone) => FirstAt(date, TimeOnly.MinValue, zone);

    /// <summary>
    /// The first instant at which the zone's clocks show the time or, when they skip it, a later one. Of a time that
    /// they show twice, the first.
    /// </summary>
    public static DateTimeOffset FirstAt(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(time);
        while (zone.IsInvalidTime(local))
        {
            local = new DateTime(local.Ticks - (local.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        var instant = new DateTimeOffset(local, offset).ToUniversalTime();
        // Where a zone's clocks are moved in the evening, the framework takes skipped times for valid ones.
        while (TimeZoneInfo.ConvertTime(instant, zone).DateTime < local) instant = NextMinute(instant);
        return instant;
    }

    private static DateTimeOffset NextMinute(DateTimeOffset instant) =>
        instant.AddTicks(TimeSpan.TicksPerMinute - (instant.Ticks % TimeSpan.TicksPerMinute));
}
