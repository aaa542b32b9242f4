using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Deploy;

/// <summary>
/// Measures how many bytes a row of each table takes, filled by a gateway as it works: every invitation has a note of
/// 150 characters, every fifth an idempotency key. docs/scale.md has the figures.
/// </summary>
public sealed class RowSizeTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const int Accounts = 250;
    private const int InvitationsEach = 20;
    private const string Sizes = """
        SELECT relname, pg_table_size(relid), pg_indexes_size(relid),
               (xpath('/row/c/text()', query_to_xml(format('SELECT COUNT(*) AS c FROM %I', relname), false, true,
                '')))[1]::text::bigint
        FROM pg_stat_user_tables ORDER BY relname
        """;

    // What an invitation leaves for good.
    private static readonly string[] Lasting = ["invitations", "ledger", "audit"];

    [Fact(Explicit = true)]
    public async Task Bytes_of_each_tables_row_on_postgres()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var gateway = await FilledAsync($"Overture:Storage:PostgreSql={connectionString}");
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await VacuumAsync(connection);
        Console.WriteLine("Filled once; the room that the updates have left is free and counted:");
        await PrintAsync(connection, fillings: 1);
        // A table that lives for long is filled, vacuumed and filled again: new rows take the room of dead ones.
        await FillAsync(gateway, filling: 1);
        await VacuumAsync(connection);
        Console.WriteLine("Filled a second time:");
        await PrintAsync(connection, fillings: 2);
    }

    // Plain, as autovacuum does it.
    private static async Task VacuumAsync(NpgsqlConnection connection)
    {
        await using var vacuum = new NpgsqlCommand("VACUUM (ANALYZE)", connection);
        await vacuum.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [Fact(Explicit = true)]
    public async Task Bytes_of_an_invitation_on_sqlite()
    {
        await using var gateway = await FilledAsync("Overture:Storage:CommitBatchSize=256");
        var copy = Path.Combine(gateway.DataDirectory, "copy.db");
        await RunAsync(Path.Combine(gateway.DataDirectory, "overture.db"), $"VACUUM INTO '{copy}'");
        var whole = new FileInfo(copy).Length;
        foreach (var table in Lasting) await RunAsync(copy, $"DELETE FROM {table}");
        await RunAsync(copy, "VACUUM");
        var lasting = whole - new FileInfo(copy).Length;
        Print($"An invitation leaves {lasting / (Accounts * InvitationsEach):N0} bytes for good.");
    }

    private static async Task RunAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Gateway> FilledAsync(string storage)
    {
        var gateway = await Gateway.StartAsync(settings: [storage, "Overture:Limits:Enabled=false"]);
        await FillAsync(gateway, filling: 0);
        return gateway;
    }

    private static Task FillAsync(Gateway gateway, int filling) => Parallel.ForAsync(
        0, Accounts,
        new ParallelOptions
        {
            MaxDegreeOfParallelism = 16,
            CancellationToken = TestContext.Current.CancellationToken,
        },
        // Premium members, who may send enough notes.
        async (number, _) => await FillAsync(gateway, 10 * (101 + number), filling));

    private static async Task FillAsync(Gateway gateway, int member, int filling)
    {
        var account = await gateway.ConnectAsync(member);
        for (var person = 1; person <= InvitationsEach; person++)
        {
            // Every person is invited by one account alone.
            var answer = await gateway.InviteAsync(
                account, $"person-{(filling * 1_000_000) + (member * InvitationsEach) + person}",
                idempotencyKey: person % 5 == 0 ? $"{Guid.NewGuid()}" : null, message: new string('n', 150));
            Assert.True(answer.Status == 200, answer.Text);
        }
    }

    private static async Task PrintAsync(NpgsqlConnection connection, int fillings)
    {
        var tables = new List<(string Name, long Table, long Indexes, long Rows)>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = Sizes;
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                tables.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)));
            }
        }

        var lasting = 0L;
        Console.WriteLine("| Table | Rows | Bytes a row | of them indexes |");
        foreach (var (name, table, indexes, rows) in tables)
        {
            if (rows < Accounts) continue;
            Print($"| `{name}` | {rows:N0} | {(table + indexes) / rows:N0} | {indexes / rows:N0} |");
            if (Lasting.Contains(name)) lasting += table + indexes;
        }

        Print($"An invitation leaves {lasting / (fillings * Accounts * InvitationsEach):N0} bytes for good.");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
