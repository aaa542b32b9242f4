using System.Reflection;
using System.Text.RegularExpressions;
using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;

namespace Overture.Tests.Storage.Postgres;

/// <summary>One statement for one row, rewritten for all rows of a batch.</summary>
public sealed partial class BatchTextTests
{
    private const string Rows =
        "WITH r AS (SELECT * FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS u(p0, p1, n))";

    [Fact]
    public void Plain_insert() => AssertText(
        $"{Rows} INSERT INTO t (id, name) SELECT r.p0, r.p1 FROM r ORDER BY r.n",
        new Statement("INSERT INTO t (id, name) VALUES (@p0, @p1)", 1L, "x"));

    [Fact]
    public void Insert_with_a_conflict_clause() => AssertText(
        $"""
        {Rows} INSERT INTO t (id, name) SELECT r.p0, r.p1 FROM r ORDER BY r.n
        ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE t.name <> r.p1
        """,
        new Statement(
            """
            INSERT INTO t (id, name) VALUES (@p0, @p1)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE t.name <> @p1
            """,
            1L, "x"));

    [Fact]
    public void Insert_with_constants_and_a_parameter_twice() => AssertText(
        $"""
        {Rows} INSERT INTO t
            (id, state,
             live, name, nickname) SELECT r.p0, 0, TRUE, r.p1, r.p1 FROM r ORDER BY r.n ON CONFLICT DO NOTHING
        """,
        new Statement(
            """
            INSERT INTO t
                (id, state,
                 live, name, nickname)
            VALUES (@p0, 0, TRUE, @p1, @p1)
            ON CONFLICT DO NOTHING
            """,
            1L, "x"));

    [Fact]
    public void Guarded_insert_returns_its_key() => AssertText(
        Guarded("INSERT INTO t (id, name) SELECT r.p0, r.p1 FROM r ORDER BY r.n RETURNING id", "done.id = r.p0"),
        new Statement("INSERT INTO t (id, name) VALUES (@p0, @p1)", 1L, "x") { IsGuard = true });

    [Fact]
    public void Guarded_insert_with_a_key_of_two_columns_returns_both() => AssertText(
        Guarded(
            """
            INSERT INTO t (id, name, other) SELECT r.p0, r.p1, 7 FROM r ORDER BY r.n
            ON CONFLICT DO NOTHING RETURNING id, name
            """,
            "done.id = r.p0 AND done.name = r.p1"),
        new Statement("INSERT INTO t (id, name, other) VALUES (@p0, @p1, 7) ON CONFLICT DO NOTHING", 1L, "x")
        {
            IsGuard = true,
            KeyLength = 2,
        });

    [Fact]
    public void Plain_update() => AssertText(
        $"{Rows} UPDATE t SET name = r.p1 FROM r WHERE id = r.p0 AND name <> r.p1",
        new Statement("UPDATE t SET name = @p1 WHERE id = @p0 AND name <> @p1", 1L, "x"));

    [Fact]
    public void Guarded_update_returns_the_number_of_its_row() => AssertText(
        Guarded("UPDATE t SET name = r.p1 FROM r WHERE id = r.p0 RETURNING r.n", "done.n = r.n"),
        new Statement(
            """
            UPDATE t SET name = @p1
            WHERE id = @p0
            """,
            1L, "x")
        {
            IsGuard = true,
        });

    [Fact]
    public void Plain_delete() => AssertText(
        $"{Rows} DELETE FROM t USING r WHERE id = r.p0 AND name = r.p1",
        new Statement("DELETE FROM t WHERE id = @p0 AND name = @p1", 1L, "x"));

    [Fact]
    public void Guarded_delete_returns_the_number_of_its_row() => AssertText(
        Guarded("DELETE FROM t USING r WHERE id = r.p0 AND name = r.p1 RETURNING r.n", "done.n = r.n"),
        new Statement("DELETE FROM t WHERE id = @p0 AND name = @p1", 1L, "x") { IsGuard = true });

    [Fact]
    public void Guarded_look() => AssertText(
        Guarded("SELECT r.n FROM r, t WHERE id = r.p0 AND name = r.p1", "done.n = r.n"),
        new Statement("SELECT 1 FROM t WHERE id = @p0 AND name = @p1", 1L, "x") { IsGuard = true });

    [Fact]
    public void Look_with_a_lock_locks_the_rows_in_the_order_of_the_batch()
    {
        var look = new Statement("SELECT 1 FROM t WHERE id = @p0 AND name = @p1", 1L, "x") { Locks = Locks.Account };
        const string Text = "SELECT r.n FROM r, t WHERE id = r.p0 AND name = r.p1 ORDER BY r.n FOR NO KEY UPDATE OF t";

        AssertText($"{Rows} {Text}", look);
        AssertText(Guarded(Text, "done.n = r.n"), look with { IsGuard = true });
    }

    [Fact]
    public void Guarded_look_for_an_absence_has_no_table_and_no_lock()
    {
        var look = new Statement("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM t WHERE id = @p0 AND name = @p1)", 1L, "x");
        var expected = Guarded(
            "SELECT r.n FROM r WHERE NOT EXISTS (SELECT 1 FROM t WHERE id = r.p0 AND name = r.p1)", "done.n = r.n");

        AssertText(expected, look with { IsGuard = true });
        AssertText(expected, look with { IsGuard = true, Locks = Locks.Person });
    }

    [Fact]
    public void Each_type_has_an_array_and_two_digits_are_one_parameter()
    {
        byte[] bytes = [1];
        var statement = new Statement(
            "UPDATE t SET a = @p10, b = @p1 WHERE id = @p0",
            1L, "x", true, bytes, DateTimeOffset.UnixEpoch, (string?)null, (long?)null, (byte[]?)null,
            (DateTimeOffset?)null, 9L, 10L);

        Assert.Equal(
            "WITH r AS (SELECT * FROM unnest($1::bigint[], $2::text[], $3::boolean[], $4::bytea[], $5::bigint[], "
            + "$6::text[], $7::bigint[], $8::bytea[], $9::bigint[], $10::bigint[], $11::bigint[]) WITH ORDINALITY "
            + "AS u(p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, n)) "
            + "UPDATE t SET a = r.p10, b = r.p1 FROM r WHERE id = r.p0",
            BatchText.Of(statement));
    }

    [Fact]
    public void Every_statement_of_every_table_can_run_for_many_rows()
    {
        var statements = typeof(BatchText).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(sql => sql.Contains("@p0", StringComparison.Ordinal))
            .Select(sql => new Statement(sql, [.. Enumerable.Repeat<SqlValue>(1L, ParametersOf(sql))]))
            .ToList();

        Assert.InRange(statements.Count, 30, 200);
        Assert.All(statements, statement =>
        {
            foreach (var text in new[] { BatchText.Of(statement), BatchText.Of(statement with { IsGuard = true }) })
            {
                Assert.DoesNotContain("@p", text, StringComparison.Ordinal);
                Assert.Equal(text.Count(letter => letter == '('), text.Count(letter => letter == ')'));
                if (Insert().Match(text) is not { Success: true } insert) continue;
                Assert.Equal(insert.Groups[1].Value.Split(',').Length, insert.Groups[2].Value.Split(',').Length);
            }
        });
    }

    [Theory]
    [InlineData("TRUNCATE t")]
    [InlineData("SELECT name FROM t WHERE id = @p0")]
    [InlineData("UPDATE t SET name = @p1")]
    [InlineData("DELETE FROM t")]
    [InlineData("INSERT INTO t (id) SELECT @p0")]
    [InlineData("BEGIN")]
    [InlineData("")]
    public void Other_statements_are_refused(string sql) =>
        Assert.Throws<ArgumentException>(() => BatchText.Of(new Statement(sql, 1L, "x")));

    [Theory]
    [InlineData("invalid input syntax for type integer: \"overture:1\"", 1)]
    [InlineData("invalid input syntax for type integer: \"overture:1024\"", 1024)]
    [InlineData("invalid input syntax for type integer: \"overture:\"", null)]
    [InlineData("invalid input syntax for type integer: \"7\"", null)]
    [InlineData("duplicate key value violates unique constraint \"accounts_pkey\"", null)]
    [InlineData("", null)]
    // The server's language decides about the quotation marks (German, French, Spanish, Japanese).
    [InlineData("ungültige Eingabesyntax für Typ integer: »overture:3«", 3)]
    [InlineData("syntaxe en entrée invalide pour le type integer : « overture:3 »", 3)]
    [InlineData("la sintaxis de entrada no es válida para tipo integer: «overture:3»", 3)]
    [InlineData("\"integer\"型の入力構文が不正です: \"overture:3\"", 3)]
    public void The_error_of_a_guard_names_the_row(string error, int? expected) =>
        Assert.Equal(expected, BatchText.RowOf(error));

    private static string Guarded(string body, string found) =>
        $"""
        {Rows}, done AS ({body})
        SELECT ('overture:' || min(r.n))::int FROM r
        WHERE NOT EXISTS (SELECT FROM done WHERE {found}) HAVING count(*) > 0
        """;

    private static int ParametersOf(string sql) =>
        1 + Parameter().Matches(sql).Max(match => int.Parse(match.Groups[1].ValueSpan, provider: null));

    [GeneratedRegex("@p([0-9]+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"INSERT INTO \w+\s+\(([^)]*)\) SELECT (.*?) FROM r ORDER BY", RegexOptions.Singleline)]
    private static partial Regex Insert();

    /// <summary>White space does not count.</summary>
    private static void AssertText(string expected, Statement statement) =>
        Assert.Equal(Normalize(expected), Normalize(BatchText.Of(statement)));

    private static string Normalize(string sql) =>
        string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace(" )", ")", StringComparison.Ordinal);
}
