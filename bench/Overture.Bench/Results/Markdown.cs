using System.Globalization;

namespace Overture.Bench.Results;

/// <summary>Tables with aligned columns, so that they are easy to read unrendered.</summary>
internal static class Markdown
{
    public static string Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> lines = [head, .. rows];
        var widths = head.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        var rule = $"|{string.Join("|", widths.Select(width => new string('-', width + 2)))}|";
        var text = lines.Select(
            line => $"| {string.Join(" | ", line.Select((cell, column) => cell.PadRight(widths[column])))} |");
        return string.Concat(text.Take(1).Append(rule).Concat(text.Skip(1)).Select(line => line + "\n"));
    }

    public static string Of(Spread spread) => $"{Of(spread.Median)} ({Of(spread.Min)}–{Of(spread.Max)})";

    public static string Of(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.###", CultureInfo.InvariantCulture);
}
