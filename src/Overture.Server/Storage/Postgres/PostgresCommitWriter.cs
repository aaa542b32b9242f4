using Npgsql;
using NpgsqlTypes;

namespace Overture.Server.Storage.Postgres;

/// <summary>
/// Writes steps over one PostgreSQL connection in one round trip: all statements of all steps, the guards among them,
/// and the commit. So a node that stops in the middle keeps no transaction open. Statements of one text run as one
/// statement for all their rows.
/// </summary>
internal sealed class PostgresCommitWriter(NpgsqlDataSource source) : ICommitWriter
{
    // Names the sessions of commits among all others, so that a stuck one can be found and ended.
    private const string ApplicationName = "overture-commits";

    // A caller hears of a commit only when it is on the disk, whatever the server's default is. Every statement names
    // its rows by a key; a plan that reads or hashes whole tables, made while they were empty, would be kept while they
    // grow.
    private const string PrepareSql =
        $"""
        SET synchronous_commit = on; SET lock_timeout = '3s'; SET application_name = '{ApplicationName}';
        SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off
        """;

    /// <summary>
    /// Ends commits that have waited for their own node for seconds, in the middle of what it was sending: that node is
    /// stopped or cut off, and its locks would stay for as long as it is.
    /// </summary>
    private const string EndStuckSql = $"""
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = '{ApplicationName}' AND datname = current_database() AND pid <> pg_backend_pid()
            AND wait_event_type = 'Client' AND state <> 'idle' AND xact_start < clock_timestamp() - interval '2 seconds'
        """;

    private readonly Dictionary<(string Sql, bool IsGuard, Locks Locks), string> _texts = [];
    private NpgsqlConnection? _connection;

    public async Task<UnmetGuard?> WriteAsync(IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken)
    {
        var groups = StatementGroups.Of(steps);
        try
        {
            var connection = _connection ??= await OpenAsync(cancellationToken);
            return await RunAsync(connection, groups, cancellationToken);
        }
        catch (Exception exception)
        {
            // The state of the connection is not known; a fresh one is the one state that is certain.
            await CloseAsync();
            if (exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
            {
                await EndStuckAsync(cancellationToken);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<UnmetGuard?> RunAsync(
        NpgsqlConnection connection, List<StatementGroup> groups, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var group in groups) batch.BatchCommands.Add(CommandOf(group));
        try
        {
            // Without a transaction of our own, a batch is one: the server commits when it has run the last statement.
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return null;
        }
        catch (PostgresException exception) when (
            exception
                is { SqlState: PostgresErrorCodes.InvalidTextRepresentation, BatchCommand: NpgsqlBatchCommand refused }
            && BatchText.RowOf(exception.MessageText) is not null)
        {
            var row = groups[batch.BatchCommands.IndexOf(
                refused)].Rows[BatchText.RowOf(exception.MessageText)!.Value - 1];
            return new UnmetGuard(row.Step, row.Place);
        }
    }

    private NpgsqlBatchCommand CommandOf(StatementGroup group)
    {
        var first = group.First;
        var key = (first.Sql, first.IsGuard, first.Locks);
        if (!_texts.TryGetValue(key, out var text)) _texts.Add(key, text = BatchText.Of(first));
        var command = new NpgsqlBatchCommand(text);
        for (var i = 0; i < first.Values.Length; i++)
        {
            command.Parameters.Add(ColumnOf(group.Rows, i, first.Values[i].Type));
        }

        return command;
    }

    private static NpgsqlParameter ColumnOf(List<StatementRow> rows, int i, SqlType type) => type switch
    {
        SqlType.Text => Column(rows, NpgsqlDbType.Text, row => row.Values[i].Text),
        SqlType.Number => Column(rows, NpgsqlDbType.Bigint, row => row.Values[i].Number),
        SqlType.Flag => Column(rows, NpgsqlDbType.Boolean, row => row.Values[i].Flag),
        SqlType.Bytes => Column(rows, NpgsqlDbType.Bytea, row => row.Values[i].Bytes),
    };

    private static NpgsqlParameter<T[]> Column<T>(
        List<StatementRow> rows, NpgsqlDbType type, Func<StatementRow, T> value)
    {
        var values = new T[rows.Count];
        for (var row = 0; row < values.Length; row++) values[row] = value(rows[row]);
        return new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = type | NpgsqlDbType.Array };
    }

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
        if (_connection is not { } connection) return;
        _connection = null;
        await connection.DisposeAsync();
    }
}
