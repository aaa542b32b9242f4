using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Overture.Server.DoNotContact;

/// <summary>One record of a CSV text.</summary>
/// <param name="Line">The line in which it begins.</param>
/// <param name="Fields">Its columns, without the quotes around them.</param>
/// <param name="Raw">The record as it is written.</param>
/// <param name="HasOpenQuote">True when a quoted column goes on behind its closing quote, or has none.</param>
internal sealed record CsvRecord(int Line, string[] Fields, string Raw, bool HasOpenQuote)
{
    public bool IsBlank => Array.TrueForAll(Fields, string.IsNullOrWhiteSpace);

    /// <summary>The lines behind the first one, when the record has several.</summary>
    public IEnumerable<string> InnerLines => CsvRecords.LinesOf(Raw).Skip(1);

    /// <summary>A column; empty when the record is too short to have it.</summary>
    public string At(int column) => column < Fields.Length ? Fields[column] : "";
}

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
            yield return new CsvRecord(line, fields, parser.RawRecord, hasOpenQuote);
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
