using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Overture.Server.Storage.Sqlite;

/// <summary>
/// One prepared statement of the commit writer's connection. Speaks to SQLite itself: the driver's commands look up
/// every parameter by its name at every run, and make a reader where nothing is read.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    // Place of each value in the text, for SQLite numbers parameters in the order in which it meets them.
    private readonly int[] _places;

    private readonly bool _onlyLooks;

    /// <exception cref="SqliteException">The text cannot be read.</exception>
    public SqliteStatement(sqlite3 database, string sql, int values)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _onlyLooks = raw.sqlite3_stmt_readonly(_statement) != 0;
        _places = new int[values];
        for (var i = 0; i < values; i++) _places[i] = raw.sqlite3_bind_parameter_index(_statement, $"@p{i}");
    }

    /// <summary>Runs it and returns how many rows it touched; of one that only looks, whether it found a row.</summary>
    /// <exception cref="SqliteException">SQLite could not run it.</exception>
    public int Run(SqlValue[] values)
    {
        try
        {
            for (var i = 0; i < values.Length; i++) Check(Bind(_places[i], values[i]));
            // What others hold is waited for inside, up to the busy time-out.
            var code = raw.sqlite3_step(_statement);
            if (code is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) Check(code);
            return _onlyLooks ? code == raw.SQLITE_ROW ? 1 : 0 : raw.sqlite3_changes(_database);
        }
        finally
        {
            // Says again what went wrong, which has been said.
            _ = raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, in SqlValue value) =>
        value.IsNull ? raw.sqlite3_bind_null(_statement, place) : value.Type switch
        {
            SqlType.Text => raw.sqlite3_bind_text(_statement, place, value.Text!),
            SqlType.Number => raw.sqlite3_bind_int64(_statement, place, value.Number!.Value),
            SqlType.Flag => raw.sqlite3_bind_int(_statement, place, value.Flag!.Value ? 1 : 0),
            SqlType.Bytes => raw.sqlite3_bind_blob(_statement, place, value.Bytes!),
        };

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
