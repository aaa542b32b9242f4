using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Overture.Server.Http;
using Overture.Server.People;

namespace Overture.Server.DoNotContact;

/// <summary>Reads the people of a CSV text. Pure.</summary>
internal static class PeopleCsv
{
    public const int MaxComment = 500;
    private const int MaxRows = 1_000;
    private const string Comment = "comment";

    public static Result<List<ListEntry>> Read(string csv)
    {
        // Spreadsheets write a mark in front; the line of headings says what separates columns.
        csv = csv.TrimStart('\uFEFF');
        using var text = new StringReader(csv);
        using var parser = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(
                csv.AsSpan(0, csv.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : csv.Length)),
            PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
            TrimOptions = TrimOptions.Trim,
            BadDataFound = null,
            MissingFieldFound = null,
        });
        if (!parser.Read() || !parser.ReadHeader() || !NamesPeople(parser.HeaderRecord!))
        {
            return Refusal.Invalid(
                "csv must begin with a line of headings, one of which is profile_url, linkedin_url or identifier.");
        }

        var entries = new List<ListEntry>();
        for (var line = parser.Parser.RawRow + 1; parser.Read(); line = parser.Parser.RawRow + 1)
        {
            // Everything behind a quote that does not end would be one field, and the people in it would be lost.
            if (parser.Parser.RawRecord.Count(character => character == '"') % 2 != 0)
            {
                return Refusal.Invalid(
                    FormattableString.Invariant($"csv has a quote in line {line} that does not end."));
            }

            if (entries.Count == MaxRows)
            {
                return Refusal.Invalid(FormattableString.Invariant($"csv can have {MaxRows} rows at most."));
            }

            entries.Add(EntryOf(parser, line));
        }

        return entries.Count > 0 ? entries : Refusal.Invalid("csv has no row below its headings.");
    }

    private static bool NamesPeople(string[] headings) => headings.Select(heading => heading.Trim().ToLowerInvariant())
        .Any(heading => heading is PersonReference.ProfileUrl or PersonReference.LinkedinUrl
            or PersonReference.Identifier);

    private static string DelimiterOf(ReadOnlySpan<char> headings) =>
        headings.Contains(';') ? ";" : headings.Contains('\t') ? "\t" : ",";

    private static ListEntry EntryOf(CsvReader parser, int line)
    {
        var comment = Field(parser, Comment);
        if (comment?.Length > MaxComment)
        {
            return new ListEntry(null, Refusal.Invalid(FormattableString.Invariant(
                $"comment is longer than the {MaxComment} characters accepted.")))
            { Line = line };
        }

        var target = PersonTarget.Read(
            Field(parser, PersonReference.ProfileUrl), Field(parser, PersonReference.LinkedinUrl),
            Field(parser, PersonReference.Identifier));
        return ListEntry.Of(target) with { Line = line, Comment = string.IsNullOrWhiteSpace(comment) ? null : comment };
    }

    // No name has a NUL character, and no database stores one.
    private static string? Field(CsvReader parser, string name) =>
        parser.TryGetField<string>(name, out var value) ? value?.Replace("\0", "", StringComparison.Ordinal) : null;
}
