using System.Text.RegularExpressions;
using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.People;

namespace Overture.Server.DoNotContact;

/// <summary>
/// Reads the people of a CSV text, whatever tool wrote it. Each row becomes an entry, also one that names no person; a
/// text whose rows cannot be told apart is refused as a whole. Pure.
/// </summary>
internal static partial class PeopleCsv
{
    public const int MaxComment = 500;
    private const int MaxRows = ParamBounds.MaxRows;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <param name="csv">The text.</param>
    /// <param name="column">The heading of the column that names people; null when it is to be found.</param>
    public static Result<List<ListEntry>> Read(string csv, string? column)
    {
        // Spreadsheets write a mark in front, and some a line that says what separates columns.
        var text = csv.TrimStart('\uFEFF');
        var first = SeparatorLine.Match(text);
        var (start, line) = first.Success ? (first.Length, 2) : (0, 1);
        if (!FindHeadings(text[start..], first.Success ? [first.Groups["by"].Value[0]] : Delimiters, column)
            .Succeeded(out var headings, out var refusal))
        {
            return refusal;
        }

        var entries = new List<ListEntry>();
        var place = 0;
        foreach (var record in CsvRecords.Read(text[start..], headings.Delimiter, line))
        {
            if (record.HasOpenQuote || SwallowsARow(record, headings)) return OpenQuote(record.Line);
            if (place++ <= headings.Place || record.IsBlank) continue;
            if (entries.Count == MaxRows)
            {
                return Refusal.Invalid(FormattableString.Invariant($"csv can have {MaxRows} rows at most."));
            }

            entries.Add(EntryOf(record, headings.Columns));
        }

        return entries.Count > 0 ? entries : Refusal.Invalid("csv has no row below its headings.");
    }

    /// <summary>The delimiter and the record of the headings that name people.</summary>
    private static Result<Headings> FindHeadings(string text, char[] delimiters, string? column)
    {
        Headings? found = null;
        Refusal? unclear = null;
        List<string> widest = [];
        foreach (var delimiter in delimiters)
        {
            var (fields, place) = CsvRecords.FirstTable(text, delimiter);
            var search = PeopleColumns.Find(fields, column);
            unclear ??= search.Unclear;
            if (fields.Count > widest.Count) widest = fields;
            if (search.Columns is not { } columns) continue;
            var headings = new Headings(delimiter, place, fields.Count, columns);
            if (found is null || headings.Rank.CompareTo(found.Rank) > 0) found = headings;
        }

        return found is not null ? found : unclear ?? PeopleColumns.Missing(widest, column);
    }

    private static ListEntry EntryOf(CsvRecord record, PeopleColumns columns)
    {
        var comment = columns.CommentOf(record);
        if (comment?.Length > MaxComment)
        {
            return new ListEntry(null, Refusal.Invalid(FormattableString.Invariant(
                $"comment is longer than the {MaxComment} characters accepted.")))
            { Line = record.Line };
        }

        return ListEntry.Of(columns.TargetOf(record)) with
        {
            Line = record.Line,
            Comment = string.IsNullOrWhiteSpace(comment) ? null : comment,
        };
    }

    /// <summary>
    /// True when a quoted line break hides a whole line that links to a person: somebody forgot to close a quote, and
    /// the next quote closed it by chance.
    /// </summary>
    private static bool SwallowsARow(CsvRecord record, Headings headings) =>
        record.InnerLines.Any(line => line.Split(headings.Delimiter) is { } parts && parts.Length == headings.Width
            && parts[headings.Columns.Main].Trim(' ', '"') is var person
            && person.Contains('/', StringComparison.Ordinal)
            && PersonTarget.Read(person, null, null).Succeeded(out _, out _));

    private static Refusal OpenQuote(int line) => Refusal.Invalid(FormattableString.Invariant(
        $"csv has a quote in line {line} that does not close at the end of its column. Write a quote inside a quoted ")
        + "column twice.");

    private sealed record Headings(char Delimiter, int Place, int Width, PeopleColumns Columns)
    {
        /// <summary>
        /// A table comes before a lone word, which may be a title; then the first line that has headings; then the
        /// delimiter that finds the most.
        /// </summary>
        public (bool IsTable, int Earliness, int Width) Rank => (Width > 1, -Place, Width);
    }

    [GeneratedRegex("""\A"?sep=(?<by>[^\r\n"])"?[,;\t]*(\r\n|\r|\n)""", RegexOptions.IgnoreCase)]
    private static partial Regex SeparatorLine { get; }
}
