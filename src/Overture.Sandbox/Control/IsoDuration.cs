using System.Globalization;
using System.Xml;

namespace Overture.Sandbox.Control;

/// <summary>
/// ISO 8601 durations of fixed length: weeks, or days, hours, minutes and seconds. Years, months and negative durations
/// are refused.
/// </summary>
internal static class IsoDuration
{
    private const int FractionDigits = 7;

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        try
        {
            if (text is ['P', .. var weeks, 'W'])
            {
                duration = TimeSpan.FromDays(7) * int.Parse(weeks, NumberStyles.None, CultureInfo.InvariantCulture);
                return true;
            }

            if (!HasFixedLength(text)) return false;
            duration = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return false;
        }
    }

    public static string Format(TimeSpan duration) => XmlConvert.ToString(duration);

    // XmlConvert takes more than this surface does: signs, blanks around the text, years of 365 days, months of 30
    // days, and fractions finer than a tick, which it rounds.
    private static bool HasFixedLength(string text)
    {
        if (text is not ['P', .., >= 'A' and <= 'Z']) return false;
        var time = text.IndexOf('T', StringComparison.Ordinal);
        var date = time < 0 ? text : text[..time];
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var hasFraction = point > 0
            && char.IsAsciiDigit(text[point - 1])
            && text.Length - point - 2 is >= 1 and <= FractionDigits;
        return !date.AsSpan().ContainsAny('Y', 'M') && (point < 0 || hasFraction);
    }
}
