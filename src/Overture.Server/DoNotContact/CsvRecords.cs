using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Overture.Server.DoNotContact;

/// <summary>Reads the records of a CSV text. A stray quote inside a column without quotes is text. Pure.</summary>
internal static class CsvRecords
{
    /// <summary>How many records are searched for headings.</summary>
    private const int MaxAbove = 20;

    private static readonly string[] LineEnds = ["\r\n", "\r", "\n"];

    /// <param name="text">The text.</param>
    /// <param name="delimiter">What separates columns.</param>
    /// <param name="line">The number of its first line.</param>
    public static IEnumerable<CsvRecord> Read(string text, char delimiter, int line)
    {
        var hasOpenQuote = false;
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            TrimOptions = TrimOptions.Trim,
            IgnoreBlankLines = false,
            // A quote that the column begins with must end it; any other one is a character.
            BadDataFound = bad => hasOpenQuote |= bad.Field.AsSpan().TrimStart().StartsWith('"'),
        });
        while (parser.Read())
        {
            // Reading the columns is what finds bad ones.
            var fields = parser.Record ?? [];
            yield return new CsvRecord(line, fields, hasOpenQuote);
            line += LinesOf(parser.RawRecord).Length - 1;
        }
    }

    /// <summary>
    /// The record that can have headings, and its place: the first one that is no blank line and no line of text above
    /// the table. Such a line has one column filled, and the headings more.
    /// </summary>
    public static (List<string> Fields, int Place) FirstTable(string text, char delimiter)
    {
        (List<string> Fields, int Place)? lone = null;
        var place = 0;
        foreach (var record in Read(text, delimiter, line: 1).Take(MaxAbove))
        {
            var filled = record.Fields.Count(field => !string.IsNullOrWhiteSpace(field));
            if (filled > 1) return ([.. record.Fields], place);
            if (filled == 1) lone ??= ([.. record.Fields], place);
            place++;
        }

        return lone ?? ([], 0);
    }

    /// <summary>The lines of a text; one more, which is empty, when it ends with a line break.</summary>
    public static string[] LinesOf(string text) => text.Split(LineEnds, StringSplitOptions.None);
}
