using Microsoft.Data.Sqlite;

namespace Overture.Bench.Forwarder;

/// <summary>
/// Durability as a first version has it: a row before the send and its outcome after it, each in its own transaction
/// that is on the disk before the next line runs. One connection with a lock around it.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _intend;
    private readonly SqliteCommand _conclude;
    private readonly Lock _gate = new();

    public Journal(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        Run("CREATE TABLE IF NOT EXISTS invitations "
            + "(id INTEGER PRIMARY KEY, account TEXT NOT NULL, person TEXT NOT NULL, number TEXT, "
            + "created_at INTEGER NOT NULL)");
        _intend = Command(
            "INSERT INTO invitations (account, person, created_at) VALUES ($account, $person, $now) RETURNING id",
            "$account", "$person", "$now");
        _conclude = Command("UPDATE invitations SET number = $number WHERE id = $id", "$id", "$number");
    }

    public long Intend(string account, string person, DateTimeOffset now)
    {
        lock (_gate)
        {
            _intend.Parameters[0].Value = account;
            _intend.Parameters[1].Value = person;
            _intend.Parameters[2].Value = now.ToUnixTimeMilliseconds();
            return (long)_intend.ExecuteScalar()!;
        }
    }

    public void Conclude(long id, string number)
    {
        lock (_gate)
        {
            _conclude.Parameters[0].Value = id;
            _conclude.Parameters[1].Value = number;
            _conclude.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        _intend.Dispose();
        _conclude.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Command(string sql, params IEnumerable<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter, DBNull.Value);
        return command;
    }

    private void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }
}
