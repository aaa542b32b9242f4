using Microsoft.Data.Sqlite;

namespace Overture.Bench.Filling;

/// <summary>Large transactions with one prepared statement each.</summary>
internal sealed class SqliteBulkWriter : IBulkWriter
{
    private const int RowsPerTransaction = 200_000;

    private readonly SqliteConnection _connection;

    public SqliteBulkWriter(string folder)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "overture.db")};Pooling=False");
        _connection.Open();
        Run("PRAGMA busy_timeout=60000; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-500000;");
    }

    public Task WriteAsync(Table table)
    {
        using var insert = _connection.CreateCommand();
        insert.CommandText = $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) "
            + $"VALUES ({string.Join(", ", table.Columns.Select(column => "$" + column))})";
        foreach (var column in table.Columns) insert.Parameters.AddWithValue("$" + column, DBNull.Value);
        foreach (var part in table.Rows.Chunk(RowsPerTransaction))
        {
            using var transaction = _connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var row in part)
            {
                for (var i = 0; i < row.Length; i++) insert.Parameters[i].Value = row[i] ?? DBNull.Value;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return Task.CompletedTask;
    }

    public Task RunAsync(string sql)
    {
        Run(sql);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        Run("PRAGMA wal_checkpoint(TRUNCATE)");
        await _connection.DisposeAsync();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
