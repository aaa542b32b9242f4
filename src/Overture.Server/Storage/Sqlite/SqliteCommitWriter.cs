using Microsoft.Data.Sqlite;

namespace Overture.Server.Storage.Sqlite;

/// <summary>
/// Writes steps over one SQLite connection with prepared statements; each transaction is on the disk when it ends.
/// </summary>
internal sealed class SqliteCommitWriter : ICommitWriter
{
    // An index by person is written all over; with SQLite's own 2 MB most of its pages would be read again for each
    // batch. Not more, because until the database has a gigabyte, nearly every commit walks over the whole cache: to
    // balance a tree SQLite gives a page for a moment the number of the one at its lock bytes, which never is, and then
    // looks for pages behind the database's end.
    private const int CacheKilobytes = 16_384;

    // Pages of 4 KB in the log from which on the writer itself sees to it that the log can begin anew; by then the
    // checkpoints beside it have copied most of them.
    private const int LongestLog = 8_192;

    private readonly string _connectionString;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly Dictionary<string, SqliteStatement> _statements = [];
    private SqliteConnection? _connection;

    public SqliteCommitWriter(string connectionString)
    {
        _connectionString = connectionString;
        _checkpoints = new SqliteCheckpoints(Open);
    }

    public Task<UnmetGuard?> WriteAsync(
        IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken)
    {
        var connection = _connection ??= Open();
        try
        {
            Run("BEGIN IMMEDIATE");
            for (var index = 0; index < steps.Count; index++)
            {
                var statements = steps[index].Statements;
                for (var place = 0; place < statements.Count; place++)
                {
                    if (Execute(connection, statements[place]) == 1 || !statements[place].IsGuard) continue;
                    Run("ROLLBACK");
                    return Task.FromResult<UnmetGuard?>(new UnmetGuard(index, place));
                }
            }

            Run("COMMIT");
            _checkpoints.Committed(steps.Count);
            return Task.FromResult<UnmetGuard?>(null);
        }
        catch
        {
            // A failed transaction may be left open (disk full, busy); a fresh connection is the one state that is
            // certain.
            Close();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _checkpoints.DisposeAsync();
        }
        finally
        {
            Close();
        }
    }

    private void Run(string sql) => Execute(_connection!, new Statement(sql));

    private int Execute(SqliteConnection connection, in Statement statement)
    {
        if (!_statements.TryGetValue(statement.Sql, out var prepared))
        {
            prepared = new SqliteStatement(connection.Handle!, statement.Sql, statement.Values.Length);
            _statements.Add(statement.Sql, prepared);
        }

        return prepared.Run(statement.Values);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var pragma = connection.CreateCommand();
            pragma.CommandText = $"""
                PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;
                PRAGMA cache_size=-{CacheKilobytes}; PRAGMA wal_autocheckpoint={LongestLog};
                """;
            pragma.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Close()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
        _connection?.Dispose();
        _connection = null;
    }
}
