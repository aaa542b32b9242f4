using System.Text.RegularExpressions;

namespace Overture.Mutants;

/// <summary>
/// What a statement of the database can be mutated into: a condition that always holds, another comparison, another
/// sign. Every parameter stays where it is.
/// </summary>
internal static partial class SqlReplacements
{
    public static bool IsSql(string text) => Statement.IsMatch(text);

    public static IEnumerable<(string Before, string After, string Text)> Of(string sql)
    {
        foreach (var (from, to) in Conditions(sql))
        {
            var condition = sql[from..to].Trim();
            if (condition.Length == 0) continue;
            var start = sql.IndexOf(condition, from, StringComparison.Ordinal);
            yield return (
                condition, "TRUE", $"{sql[..start]}({condition} OR 1 = 1){sql[(start + condition.Length)..]}");
        }

        foreach (Match match in Comparison.Matches(sql))
        {
            var other = match.Value switch { "<=" => "<", ">=" => ">", "<" => "<=", _ => ">=" };
            yield return (
                Around(sql, match), other, sql[..match.Index] + other + sql[(match.Index + match.Length)..]);
        }

        foreach (Match match in Sign.Matches(sql))
        {
            var other = match.Value == " + " ? " - " : " + ";
            yield return (
                Around(sql, match), other.Trim(), sql[..match.Index] + other + sql[(match.Index + match.Length)..]);
        }
    }

    /// <summary>The parts that AND joins, after a WHERE; from where to where.</summary>
    private static IEnumerable<(int From, int To)> Conditions(string sql)
    {
        foreach (Match where in Where.Matches(sql))
        {
            var (depth, from) = (0, where.Index + where.Length);
            for (var at = from; at <= sql.Length; at++)
            {
                var rest = at < sql.Length ? sql[at..] : "";
                if (rest.StartsWith('(')) depth++;
                if (depth == 0 && (rest.Length == 0 || rest[0] == ')' || End.IsMatch(rest)))
                {
                    yield return (from, at);
                    break;
                }

                if (rest.StartsWith(')')) depth--;
                if (depth != 0 || And.Match(rest) is not { Success: true } and) continue;
                yield return (from, at);
                from = at + and.Length;
            }
        }
    }

    private static string Around(string sql, Match match)
    {
        var line = sql[(sql.LastIndexOf('\n', match.Index) + 1)..];
        return line[..(line.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : line.Length)].Trim();
    }

    [GeneratedRegex(@"\A\s*(SELECT|INSERT|UPDATE|DELETE)\s")]
    private static partial Regex Statement { get; }

    [GeneratedRegex(@"\bWHERE\s")]
    private static partial Regex Where { get; }

    [GeneratedRegex(@"\A\sAND\s")]
    private static partial Regex And { get; }

    [GeneratedRegex(@"\A\s(OR|ORDER|LIMIT|GROUP|RETURNING|ON|UNION|FOR)\s")]
    private static partial Regex End { get; }

    [GeneratedRegex(@"(?<![<>])(<=|>=|<(?!>)|>)")]
    private static partial Regex Comparison { get; }

    [GeneratedRegex(@" [+-] ")]
    private static partial Regex Sign { get; }
}
