using Npgsql;

namespace Overture.Bench.Filling;

/// <summary>COPY in its binary form.</summary>
internal sealed class PostgresBulkWriter(NpgsqlConnection connection) : IBulkWriter
{
    public static async Task<PostgresBulkWriter> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return new PostgresBulkWriter(connection);
    }

    public async Task WriteAsync(Table table)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {table.Name} ({string.Join(", ", table.Columns)}) FROM STDIN (FORMAT BINARY)");
        copy.Timeout = TimeSpan.FromHours(1);
        foreach (var row in table.Rows)
        {
            await copy.StartRowAsync();
            foreach (var value in row)
            {
                if (value is null) await copy.WriteNullAsync();
                else await copy.WriteAsync(value);
            }
        }

        await copy.CompleteAsync();
    }

    public async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Autovacuum would do it some minutes later; until then, plans would be made for empty tables.
        await RunAsync("VACUUM ANALYZE");
        await RunAsync("CHECKPOINT");
        await connection.DisposeAsync();
    }
}
