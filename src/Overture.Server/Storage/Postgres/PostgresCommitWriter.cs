using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace Overture.Server.Storage.Postgres;

/// <summary>
/// Writes steps over one PostgreSQL connection in one round trip: all statements of all steps, the guards among them, and the
/// commit. A node that stops in the middle keeps no transaction open that waits for it. Statements of one text travel together, as
/// one call of a function that belongs to the connection and runs that text for each row of its arguments: what a statement
/// costs on its way to the database and back is paid once for a batch.
/// </summary>
internal sealed partial class PostgresCommitWriter(NpgsqlDataSource source) : ICommitWriter
{
    // Names our commits' sessions among all others, so that a stuck one can be told and ended.
    private const string ApplicationName = "overture-commits";

    // Raised by a guard that is not met, with the number of its row in the place of a message.
    private const string GuardNotMet = "OV001";

    private const string Look = "SELECT";

    // Whatever the server's default is: a caller hears of a commit only when it is on the disk. Every statement names its rows by a
    // key; a plan that reads whole tables, made while they were empty, would be kept while they grow.
    private const string PrepareSql =
        $"SET synchronous_commit = on; SET lock_timeout = '3s'; SET enable_seqscan = off; SET application_name = '{ApplicationName}'";

    /// <summary>
    /// Ends commits that have waited for their own node for seconds, amid what it was sending: that node is stopped or cut off,
    /// and what it has locked would stay locked for as long as it is.
    /// </summary>
    private const string EndStuckSql = $"""
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = '{ApplicationName}' AND datname = current_database() AND pid <> pg_backend_pid()
            AND wait_event_type = 'Client' AND state <> 'idle' AND xact_start < clock_timestamp() - interval '2 seconds'
        """;

    // A role may be allowed to use a database and not to make anything of its own in it.
    private const string ProbeSql = """
        DO $$ BEGIN
            CREATE FUNCTION pg_temp.overture_probe() RETURNS void LANGUAGE sql AS 'SELECT';
            DROP FUNCTION pg_temp.overture_probe();
        END $$
        """;

    private readonly Dictionary<(string Sql, bool IsGuarded, Locks Locks), string> _calls = [];
    private NpgsqlConnection? _connection;

    /// <summary>Fails, with what the database says, unless commits may make their functions.</summary>
    /// <exception cref="PostgresException">They may not.</exception>
    public static async Task ProbeAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(ProbeSql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<(Guard RefusedBy, int Step)> WriteAsync(
        IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken)
    {
        var groups = StatementGroups.Of(steps);
        try
        {
            var connection = _connection ??= await OpenAsync(cancellationToken);
            await MakeFunctionsAsync(connection, groups, cancellationToken);
            return await CallAsync(connection, groups, cancellationToken);
        }
        catch (Exception exception)
        {
            // What state the connection is in is not known; a fresh one is the one state that is certain.
            await CloseAsync();
            if (exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable }) await EndStuckAsync(cancellationToken);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<(Guard RefusedBy, int Step)> CallAsync(
        NpgsqlConnection connection, List<StatementGroup> groups, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var group in groups) batch.BatchCommands.Add(CallOf(group));
        try
        {
            // Without a transaction of our own, a batch is one: the server commits when it has run the last statement.
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return (Guard.None, 0);
        }
        catch (PostgresException exception) when (exception is { SqlState: GuardNotMet, BatchCommand: NpgsqlBatchCommand refused })
        {
            var row = groups[batch.BatchCommands.IndexOf(refused)]
                .Rows[int.Parse(exception.MessageText, CultureInfo.InvariantCulture) - 1];
            return (row.Guard, row.Step);
        }
    }

    private NpgsqlBatchCommand CallOf(StatementGroup group)
    {
        var command = new NpgsqlBatchCommand(_calls[(group.Sql, group.IsGuarded, group.Locks)]);
        var types = group.Rows[0].Values;
        for (var i = 0; i < types.Length; i++) command.Parameters.Add(ColumnOf(group.Rows, i, types[i].Type));
        // Without parameters there is nothing to count the rows by.
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = group.Rows.Count });
        return command;
    }

    private static NpgsqlParameter ColumnOf(List<StatementRow> rows, int i, SqlType type) => type switch
    {
        SqlType.Text => Column(rows, NpgsqlDbType.Text, row => row.Values[i].Text),
        SqlType.Number => Column(rows, NpgsqlDbType.Bigint, row => row.Values[i].Number),
        SqlType.Flag => Column(rows, NpgsqlDbType.Boolean, row => row.Values[i].Flag),
        SqlType.Bytes => Column(rows, NpgsqlDbType.Bytea, row => row.Values[i].Bytes),
    };

    private static NpgsqlParameter<T[]> Column<T>(List<StatementRow> rows, NpgsqlDbType type, Func<StatementRow, T> value)
    {
        var values = new T[rows.Count];
        for (var row = 0; row < values.Length; row++) values[row] = value(rows[row]);
        return new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = type | NpgsqlDbType.Array };
    }

    /// <summary>A function is made when its text is met for the first time on a connection, and is gone with it.</summary>
    private async Task MakeFunctionsAsync(
        NpgsqlConnection connection, List<StatementGroup> groups, CancellationToken cancellationToken)
    {
        foreach (var group in groups)
        {
            if (_calls.ContainsKey((group.Sql, group.IsGuarded, group.Locks))) continue;
            var name = FormattableString.Invariant($"pg_temp.overture_{_calls.Count}");
            var types = group.Rows[0].Values;
            await using var command = new NpgsqlCommand(FunctionOf(name, TextOf(group), group.IsGuarded, types), connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            var places = Enumerable.Range(1, types.Length + 1).Select(place => FormattableString.Invariant($"${place}"));
            _calls.Add((group.Sql, group.IsGuarded, group.Locks), $"SELECT {name}({string.Join(", ", places)})");
        }
    }

    /// <summary>The statement as a function's body has it: one that only looks throws away what it finds, and locks it if it is to.</summary>
    private static string TextOf(StatementGroup group) => !group.Sql.StartsWith(Look, StringComparison.Ordinal) ? group.Sql
        : group.Locks == Locks.OwnRow ? $"PERFORM{group.Sql[Look.Length..]}"
        : $"PERFORM{group.Sql[Look.Length..]} FOR NO KEY UPDATE";

    private static string FunctionOf(string name, string sql, bool isGuarded, SqlValue[] types)
    {
        var parameters = types.Select((value, i) => FormattableString.Invariant($"p{i} {NameOf(value.Type)}[], "));
        var guard = isGuarded
            ? $"""
                GET DIAGNOSTICS overture_touched = ROW_COUNT;
                IF overture_touched <> 1 THEN RAISE EXCEPTION '%', overture_row USING ERRCODE = '{GuardNotMet}'; END IF;
              """
            : "";
        return $"""
            CREATE OR REPLACE FUNCTION {name}({string.Concat(parameters)}overture_rows integer) RETURNS void LANGUAGE plpgsql AS $overture$
            #variable_conflict use_column
            DECLARE overture_touched bigint;
            BEGIN
              FOR overture_row IN 1 .. overture_rows LOOP
                {Parameter().Replace(sql, "p$1[overture_row]")};
                {guard}
              END LOOP;
            END $overture$
            """;
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

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(PrepareSql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task EndStuckAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(EndStuckSql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task CloseAsync()
    {
        _calls.Clear();
        if (_connection is not { } connection) return;
        _connection = null;
        await connection.DisposeAsync();
    }
}
