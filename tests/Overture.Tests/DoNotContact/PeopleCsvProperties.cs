using System.Text;
using CsCheck;
using Overture.Server.DoNotContact;

namespace Overture.Tests.DoNotContact;

/// <summary>A table comes back whole, whichever program wrote it.</summary>
public sealed class PeopleCsvProperties
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        "a", "B", "é", "東", "🚀", " ", ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", "'", "=", "sep=;", "url",
        "27\" screen", "\u202A").Array[0, 12].Select(string.Concat);

    // A spreadsheet of the English-speaking world, one of the rest of Europe, and a database's export.
    private static readonly Dialect[] Dialects =
    [
        new("", ',', "\r\n", AlwaysQuotes: false), new("\uFEFFsep=;\n", ';', "\n", AlwaysQuotes: true),
        new("", '\t', "\r", AlwaysQuotes: false),
    ];

    private static readonly string[][] Headings =
    [
        ["identifier", "comment", "x"], ["x", "identifier", "comment"], ["comment", "x", "LinkedIn URL"],
        ["First, Name", "comment", "Person Linkedin Url"],
    ];

    [Fact]
    public void A_random_table_comes_back_whole() =>
        Gen.Select(OneOf(Dialects), OneOf(Headings), Gen.Select(Texts, Texts).Array[1, 300]).Sample(
        (dialect, headings, rows) =>
        {
            var text = new StringBuilder(dialect.Start).Append(dialect.Line(headings));
            foreach (var (index, (comment, other)) in rows.Index())
            {
                text.Append(dialect.Line([.. headings.Select(heading => heading switch
                {
                    "comment" => comment, "x" or "First, Name" => other,
                    "identifier" => Slug(index),
                    _ => "https://www.linkedin.com/in/" + Slug(index),
                })]));
            }

            var read = PeopleCsv.Read(text.ToString(), null);

            Assert.True(read.Succeeded(out var entries, out var refusal), refusal?.Text);
            Assert.Equal(
                rows.Select((row, index) => (Slug(index), row.Item1.Trim().Length == 0 ? null : row.Item1)),
                entries.Select(entry => (entry.Target!.Slug!, entry.Comment)));
            Assert.Equal(entries.Select(entry => entry.Line).Order(), entries.Select(entry => entry.Line));
        });

    [Fact]
    public void No_text_throws_and_every_refusal_is_one_sentence_long() =>
        Gen.Select(Gen.OneOf(Texts, Gen.String), Gen.Bool).Sample((text, hasHeading) =>
        {
            var read = PeopleCsv.Read(hasHeading ? "identifier,comment\n" + text : text, null);

            Assert.InRange(read.Refusal?.Text.Length ?? 50, 10, 300);
        });

    private static Gen<T> OneOf<T>(T[] all) => Gen.Int[0, all.Length - 1].Select(index => all[index]);

    private static string Slug(int index) => FormattableString.Invariant($"person-{index + 1}");

    private sealed record Dialect(string Start, char Delimiter, string LineBreak, bool AlwaysQuotes)
    {
        public string Line(string[] fields) => string.Join(Delimiter, fields.Select(Quote)) + LineBreak;

        private string Quote(string field) =>
            AlwaysQuotes || field.AsSpan().IndexOfAny(Delimiter, '"') >= 0 || field.AsSpan().IndexOfAny("\r\n") >= 0
            || field.Trim() != field
                ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                : field;
    }
}
