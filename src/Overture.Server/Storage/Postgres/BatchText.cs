using System.Text.RegularExpressions;

namespace Overture.Server.Storage.Postgres;

/// <summary>
/// Rewrites a statement for one row as one that runs for all rows of a batch, which come as an array for each
/// parameter. A guard that does not find all its rows ends the transaction with an error that names the first row it
/// missed. Pure.
/// </summary>
internal static partial class BatchText
{
    // The words of the error by which a guard names the number of its row. SQL has no statement that raises one, but
    // text that is no number cannot become one.
    private const string Mark = "overture:";

    public static string Of(in Statement statement)
    {
        var body = BodyOf(statement, out var found);
        var rows = RowsOf(statement.Values);
        return !statement.IsGuard
            ? $"WITH r AS ({rows}) {body}"
            : $"""
              WITH r AS ({rows}), done AS ({body})
              SELECT ('{Mark}' || min(r.n))::int FROM r WHERE NOT EXISTS (SELECT FROM done
                  WHERE {found}) HAVING count(*) > 0
              """;
    }

    /// <summary>
    /// The number of the row, from 1, that a guard's error names; null when the error is another one.
    /// </summary>
    public static int? RowOf(string error) =>
        Missed().Match(error) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, provider: null) : null;

    private static string BodyOf(in Statement statement, out string found)
    {
        var sql = Parameter().Replace(statement.Sql.Trim(), "r.p$1");
        found = "done.n = r.n";
        var guard = statement.IsGuard ? " RETURNING r.n" : "";
        if (Insert().Match(sql) is { Success: true } insert) return InsertOf(statement, insert, out found);
        if (Update().Match(sql) is { Success: true } update)
        {
            return $"{update.Groups["set"]} FROM r WHERE {update.Groups["where"]}{guard}";
        }

        if (Delete().Match(sql) is { Success: true } delete)
        {
            return $"{delete.Groups["from"]} USING r WHERE {delete.Groups["where"]}{guard}";
        }

        if (Look().Match(sql) is { Success: true } look) return LookOf(statement, look);
        throw new ArgumentException("The statement is none that can run for many rows.", nameof(statement));
    }

    private static string InsertOf(in Statement statement, Match insert, out string found)
    {
        var columns = insert.Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries)[..statement.KeyLength];
        found = string.Join(
            " AND ", columns.Select((column, place) => FormattableString.Invariant($"done.{column} = r.p{place}")));
        var guard = statement.IsGuard ? $" RETURNING {string.Join(", ", columns)}" : "";
        return $"{insert.Groups["into"]} SELECT {insert.Groups["values"]} FROM r ORDER BY r.n "
            + $"{insert.Groups["rest"]}{guard}";
    }

    private static string LookOf(in Statement statement, Match look)
    {
        var table = look.Groups["table"];
        var from = table.Success ? $"r, {table}" : "r";
        // Rows are locked in the order of the batch, which is the order of their keys.
        var locks = statement.Locks == Locks.OwnRow
            || !table.Success ? "" : $" ORDER BY r.n FOR NO KEY UPDATE OF {table}";
        return $"SELECT r.n FROM {from} WHERE {look.Groups["where"]}{locks}";
    }

    private static string RowsOf(SqlValue[] values)
    {
        var arrays = values.Select(
            (value, place) => FormattableString.Invariant($"${place + 1}::{NameOf(value.Type)}[]"));
        var names = values.Select((_, place) => FormattableString.Invariant($"p{place}"));
        return $"SELECT * FROM unnest({string.Join(", ", arrays)}) WITH ORDINALITY AS u({string.Join(", ", names)}, n)";
    }

    private static string NameOf(SqlType type) => type switch
    {
        SqlType.Text => "text",
        SqlType.Number => "bigint",
        SqlType.Flag => "boolean",
        SqlType.Bytes => "bytea",
    };

    [GeneratedRegex("@p([0-9]+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(
        @"^(?<into>INSERT INTO \w+\s+\((?<columns>[^)]*)\))\s+VALUES\s+\((?<values>[^)]*)\)(?<rest>.*)$",
        RegexOptions.Singleline)]
    private static partial Regex Insert();

    [GeneratedRegex(@"^(?<set>UPDATE \w+ SET .*?)\s+WHERE (?<where>.*)$", RegexOptions.Singleline)]
    private static partial Regex Update();

    [GeneratedRegex(@"^(?<from>DELETE FROM \w+)\s+WHERE (?<where>.*)$", RegexOptions.Singleline)]
    private static partial Regex Delete();

    [GeneratedRegex(@"^SELECT 1(\s+FROM (?<table>\w+))?\s+WHERE (?<where>.*)$", RegexOptions.Singleline)]
    private static partial Regex Look();

    // The server's language decides about the quotation marks around it.
    [GeneratedRegex($"{Mark}([0-9]+)")]
    private static partial Regex Missed();
}
