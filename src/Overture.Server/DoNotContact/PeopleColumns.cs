using System.Collections.Frozen;
using Overture.Server.Http;
using Overture.Server.People;

namespace Overture.Server.DoNotContact;

/// <summary>Which columns of a table name people, by their headings. Pure.</summary>
internal sealed class PeopleColumns
{
    // A refusal is a sentence: with a last heading it has about 300 characters at most.
    private const int LongestList = 90;

    // What common tools write above the link to a profile, without case, spaces and marks.
    private static readonly FrozenSet<string> Links = FrozenSet.Create(
        StringComparer.Ordinal,
        "personlinkedinurl", "linkedinprofileurl", "linkedinprofile", "linkedinprofilelink", "linkedinlink",
        "linkedinpublicurl", "linkedinpublicprofileurl", "contactlinkedinurl", "leadlinkedinurl", "memberprofileurl",
        "publicprofileurl", "defaultprofileurl", "personlinkedin", "profilelink", "linkedinprofileuri", "linkedin");

    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "publicidentifier", "linkedinusername", "linkedinslug", "profileurn");

    // LinkedIn's own export says only this, and so do tables of websites.
    private const string Vague = "url";

    private readonly List<(int Column, string Parameter, string? Heading)> _people;
    private readonly int _comment;

    private PeopleColumns(List<(int Column, string Parameter, string? Heading)> people, int comment) =>
        (_people, _comment) = (people, comment);

    /// <summary>The first column that names people.</summary>
    public int Main => _people[0].Column;

    /// <param name="headings">The headings of a table.</param>
    /// <param name="column">The heading that names people; null when it is to be found.</param>
    public static ColumnSearch Find(IReadOnlyList<string> headings, string? column)
    {
        var names = headings.Select(Plain).ToList();
        var comment = names.IndexOf("comment");
        if (!string.IsNullOrWhiteSpace(column)) return FindNamed(headings, names, column.Trim(), comment);
        var own = names.Select((name, index) => (Column: index, Parameter: OwnParameter(name)))
            .Where(pair => pair.Parameter is not null).ToList();
        if (own.Count > 0)
        {
            return own.DistinctBy(pair => pair.Parameter).Count() == own.Count
                ? new ColumnSearch(new PeopleColumns(
                    [.. own.Select(pair => (pair.Column, pair.Parameter!, headings[pair.Column].Trim()))], comment))
                : Ambiguous(headings);
        }

        var known = Enumerable.Range(0, names.Count)
            .Where(index => Links.Contains(names[index]) || Names.Contains(names[index])).ToList();
        if (known.Count == 0) known = [.. Enumerable.Range(0, names.Count).Where(index => names[index] == Vague)];
        return known switch
        {
            [] => default,
            [var one] => Of(headings, one, Names.Contains(names[one]), comment),
            _ => Ambiguous(headings),
        };
    }

    /// <summary>No column names people.</summary>
    public static Refusal Missing(IReadOnlyList<string> headings, string? column) => Unclear(
        string.IsNullOrWhiteSpace(column)
            ? "csv has no heading that names people, such as profile_url. Set column to the right one."
            : "column is not one of the headings of csv.",
        headings);

    public Result<PersonTarget> TargetOf(CsvRecord record)
    {
        string? ValueOf(string parameter) => _people.Where(column => column.Parameter == parameter)
            .Select(column => record.At(column.Column)).FirstOrDefault();
        var target = PersonTarget.Read(
            ValueOf(PersonReference.ProfileUrl), ValueOf(PersonReference.LinkedinUrl),
            ValueOf(PersonReference.Identifier));
        return target.Succeeded(out _, out var refusal) ? target : InTheFilesWords(refusal);
    }

    public string? CommentOf(CsvRecord record) => _comment < 0 ? null : record.At(_comment);

    private static ColumnSearch FindNamed(
        IReadOnlyList<string> headings, List<string> names, string column, int comment)
    {
        var trimmed = headings.Select(heading => heading.Trim()).ToList();
        Func<int, bool>[] spellings =
        [
            index => trimmed[index] == column,
            index => trimmed[index].Equals(column, StringComparison.OrdinalIgnoreCase),
            index => names[index].Length > 0 && names[index] == Plain(column),
        ];
        foreach (var isSpelled in spellings)
        {
            var found = Enumerable.Range(0, trimmed.Count).Where(isSpelled).ToList();
            if (found is [var one])
            {
                return Of(headings, one, !Plain(column).Contains(Vague, StringComparison.Ordinal), comment);
            }

            if (found.Count > 1)
            {
                return new ColumnSearch(null, Unclear("column is the heading of more than one column.", headings));
            }
        }

        return default;
    }

    private static ColumnSearch Of(IReadOnlyList<string> headings, int column, bool isName, int comment) =>
        new(new PeopleColumns(
            [(column, isName ? PersonReference.Identifier : PersonReference.ProfileUrl, headings[column].Trim())],
            comment));

    private static ColumnSearch Ambiguous(IReadOnlyList<string> headings) => new(
        null,
        Unclear("More than one column of csv can name people. Set column to the right one.", headings));

    private static Refusal Unclear(string fault, IReadOnlyList<string> headings)
    {
        var list = "";
        foreach (var heading in headings.Select(heading => heading.Trim()).Where(heading => heading.Length > 0))
        {
            if (list.Length > LongestList)
            {
                list += ", …";
                break;
            }

            list += (list.Length == 0 ? "" : ", ") + PersonReferenceText.Quote(heading);
        }

        return Refusal.Invalid(list.Length == 0 ? fault : $"{fault} Headings found: {list}") with
        {
            Details = new Dictionary<string, string> { ["headings"] = list },
        };
    }

    /// <summary>The refusal with the heading that the caller knows instead of our parameter.</summary>
    private Refusal InTheFilesWords(Refusal refusal)
    {
        if (_people is not [{ Heading: { } heading, Parameter: var parameter }]) return refusal;
        return refusal.Text.StartsWith(parameter + " ", StringComparison.Ordinal)
            ? refusal with { Message = PersonReferenceText.Quote(heading) + refusal.Text[parameter.Length..] }
            : refusal;
    }

    private static string? OwnParameter(string name) => name switch
    {
        "profileurl" => PersonReference.ProfileUrl,
        "linkedinurl" => PersonReference.LinkedinUrl,
        "identifier" => PersonReference.Identifier,
        _ => null,
    };

    private static string Plain(string heading) =>
        string.Concat(heading.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
