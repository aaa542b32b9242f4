using Npgsql;

namespace Overture.Server.Storage.Postgres;

/// <summary>
/// Writes steps over one PostgreSQL connection in one round trip: all statements of all steps, the guards among them, and the
/// commit. A node that stops in the middle keeps no transaction open that waits for it.
/// </summary>
internal sealed class PostgresCommitWriter(NpgsqlDataSource source) : ICommitWriter
{
    // Names our commits' sessions among all others, so that a stuck one can be told and ended.
    private const string ApplicationName = "overture-commits";

    // What comes back from the division in a guard that is not met.
    private const string GuardNotMet = PostgresErrorCodes.DivisionByZero;

    // Whatever the server's default is: a caller hears of a commit only when it is on the disk.
    private const string PrepareSql = $"SET synchronous_commit = on; SET lock_timeout = '3s'; SET application_name = '{ApplicationName}'";

    /// <summary>
    /// Ends commits that have waited for their own node for seconds, amid what it was sending: that node is stopped or cut off,
    /// and what it has locked would stay locked for as long as it is.
    /// </summary>
    private const string EndStuckSql = $"""
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = '{ApplicationName}' AND datname = current_database() AND pid <> pg_backend_pid()
            AND wait_event_type = 'Client' AND state <> 'idle' AND xact_start < clock_timestamp() - interval '2 seconds'
        """;

    private readonly Dictionary<string, string> _guarded = new(StringComparer.Ordinal);
    private NpgsqlConnection? _connection;

    public async Task<(Guard RefusedBy, int Step)> WriteAsync(
        IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken)
    {
        var connection = _connection ??= await OpenAsync(cancellationToken);
        var statements = InLockOrder(steps);
        await using var batch = BatchOf(statements, connection);
        try
        {
            // Without a transaction of our own, a batch is one: the server commits when it has run the last statement.
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return (Guard.None, 0);
        }
        catch (PostgresException exception) when (exception is { SqlState: GuardNotMet, BatchCommand: NpgsqlBatchCommand refused })
        {
            var (step, statement) = statements[batch.BatchCommands.IndexOf(refused)];
            return (statement.Guard, step);
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

    /// <summary>What others may lock too comes in the order that all nodes keep; what is left in the order in which it was asked for.</summary>
    private static List<(int Step, Statement Statement)> InLockOrder(IReadOnlyList<CommitStep> steps) =>
    [
        .. steps.SelectMany((step, index) => step.Statements.Select(statement => (Step: index, Statement: statement)))
            .OrderBy(entry => entry.Statement.Locks)
            .ThenBy(entry => KeyOf(entry.Statement, 0), StringComparer.Ordinal)
            .ThenBy(entry => KeyOf(entry.Statement, 1), StringComparer.Ordinal),
    ];

    private static string? KeyOf(in Statement statement, int part) =>
        statement.Locks == Locks.OwnRow || part >= statement.Values.Length ? null : statement.Values[part] as string;

    private NpgsqlBatch BatchOf(List<(int Step, Statement Statement)> statements, NpgsqlConnection connection)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var (_, statement) in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Guard == Guard.None ? statement.Sql : Guarded(statement.Sql));
            for (var i = 0; i < statement.Values.Length; i++)
                command.Parameters.AddWithValue($"p{i}", statement.Values[i] ?? DBNull.Value);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    /// <summary>Fails in the database, and with it the whole batch, unless the statement touches exactly one row.</summary>
    private string Guarded(string sql)
    {
        if (_guarded.TryGetValue(sql, out var guarded)) return guarded;
        return _guarded[sql] = $"WITH touched AS ({sql} RETURNING 1) SELECT 1 / (CASE count(*) WHEN 1 THEN 1 ELSE 0 END) FROM touched";
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(PrepareSql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
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
