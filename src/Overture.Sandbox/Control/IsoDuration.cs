using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Overture.Sandbox.Control;

/// <summary>
/// ISO 8601 durations of fixed length: weeks, or days, hours, minutes and seconds. Years and months have no fixed length
/// and are refused, and so are negative durations.
/// </summary>
internal static partial class IsoDuration
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var match = Pattern().Match(text);
        if (!match.Success)
            return false;
        try
        {
            duration = Ticks(match, "w", TimeSpan.TicksPerDay * 7) + Ticks(match, "d", TimeSpan.TicksPerDay) +
                Ticks(match, "h", TimeSpan.TicksPerHour) + Ticks(match, "m", TimeSpan.TicksPerMinute) +
                Ticks(match, "s", TimeSpan.TicksPerSecond);
            return true;
        }
        catch (OverflowException)
        {
            duration = TimeSpan.Zero;
            return false;
        }
    }

    public static string Format(TimeSpan duration)
    {
        var text = new StringBuilder("P");
        if (duration.Days > 0)
            text.Append(CultureInfo.InvariantCulture, $"{duration.Days}D");
        var rest = duration - TimeSpan.FromDays(duration.Days);
        if (rest > TimeSpan.Zero || duration.Days == 0)
            text.Append('T');
        if (rest.Hours > 0)
            text.Append(CultureInfo.InvariantCulture, $"{rest.Hours}H");
        if (rest.Minutes > 0)
            text.Append(CultureInfo.InvariantCulture, $"{rest.Minutes}M");
        var seconds = rest.Ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond;
        if (seconds > 0 || duration == TimeSpan.Zero)
            text.Append(CultureInfo.InvariantCulture, $"{seconds:0.#######}S");
        return text.ToString();
    }

    private static TimeSpan Ticks(Match match, string group, long unit) => match.Groups[group].Success
        ? TimeSpan.FromTicks((long)(decimal.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) * unit))
        : TimeSpan.Zero;

    [GeneratedRegex(
        @"\AP(?=[0-9T])(?:(?<w>[0-9]{1,9})W|(?:(?<d>[0-9]{1,9})D)?(?:T(?=[0-9])(?:(?<h>[0-9]{1,9})H)?" +
        @"(?:(?<m>[0-9]{1,9})M)?(?:(?<s>[0-9]{1,9}(?:\.[0-9]{1,7})?)S)?)?)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
