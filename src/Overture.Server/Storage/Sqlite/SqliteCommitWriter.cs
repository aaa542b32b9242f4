using Microsoft.Data.Sqlite;

namespace Overture.Server.Storage.Sqlite;

/// <summary>Writes steps over one SQLite connection with prepared commands; each transaction is on the disk when it ends.</summary>
internal sealed class SqliteCommitWriter(string connectionString) : ICommitWriter
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private SqliteConnection? _connection;

    public Task<(Guard RefusedBy, int Step)> WriteAsync(
        IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken)
    {
        var connection = _connection ??= Open();
        try
        {
            Run("BEGIN IMMEDIATE");
            for (var index = 0; index < steps.Count; index++)
            {
                foreach (var statement in steps[index].Statements)
                {
                    if (Execute(connection, statement) == 1 || statement.Guard == Guard.None) continue;
                    Run("ROLLBACK");
                    return Task.FromResult((statement.Guard, index));
                }
            }

            Run("COMMIT");
            return Task.FromResult((Guard.None, 0));
        }
        catch
        {
            // A failed transaction may be left open (disk full, busy); a fresh connection is the one state that is certain.
            Close();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private void Run(string sql) => Execute(_connection!, new Statement(sql, Guard.None));

    private int Execute(SqliteConnection connection, in Statement statement)
    {
        if (!_commands.TryGetValue(statement.Sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            for (var i = 0; i < statement.Values.Length; i++) command.Parameters.AddWithValue($"@p{i}", DBNull.Value);
            _commands[statement.Sql] = command;
        }

        for (var i = 0; i < statement.Values.Length; i++) command.Parameters[i].Value = statement.Values[i] ?? DBNull.Value;
        return command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;";
        pragma.ExecuteNonQuery();
        return connection;
    }

    private void Close()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _commands.Clear();
        _connection?.Dispose();
        _connection = null;
    }
}
