using System.Globalization;
using Npgsql;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Deploy;

/// <summary>Measures what a row of each table takes on PostgreSQL, filled by a gateway as it works; docs/scale.md has the figures.</summary>
public sealed class RowSizeTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const int Accounts = 250;
    private const int InvitationsEach = 20;

    private const string Sizes = """
        SELECT relname, pg_table_size(relid), pg_indexes_size(relid),
               (xpath('/row/c/text()', query_to_xml(format('SELECT COUNT(*) AS c FROM %I', relname), false, true, '')))[1]::text::bigint
        FROM pg_stat_user_tables ORDER BY relname
        """;

    [Fact(Explicit = true)]
    public async Task Bytes_of_each_tables_row()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var gateway = await Gateway.StartAsync(settings:
            [$"Overture:Storage:PostgreSql={connectionString}", "Overture:Limits:Enabled=false"]);
        await Parallel.ForAsync(
            0, Accounts, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken },
            async (number, _) => await FillAsync(gateway, 1_001 + number));

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        // Plain, as autovacuum does it: the free room that updates leave stays counted.
        await using (var vacuum = new NpgsqlCommand("VACUUM (ANALYZE)", connection))
            await vacuum.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var sizes = new NpgsqlCommand(Sizes, connection);
        await using var reader = await sizes.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Console.WriteLine("| Table | Rows | Bytes a row | of them indexes |");
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var (table, indexes, rows) = (reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
            if (rows < Accounts) continue;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| `{reader.GetString(0)}` | {rows} | {(table + indexes) / rows} | {indexes / rows} |"));
        }
    }

    private static async Task FillAsync(Gateway gateway, int member)
    {
        var account = await gateway.ConnectAsync(member);
        for (var person = 1; person <= InvitationsEach; person++)
        {
            // Most people are invited by one account alone.
            var answer = await gateway.InviteAsync(
                account, $"person-{(member * InvitationsEach) + person}", idempotencyKey: $"{Guid.NewGuid()}",
                message: person % 2 == 0 ? new string('n', 150) : null);
            Assert.True(answer.Status == 200 || answer.Reason == "note_quota", answer.Text);
        }
    }
}
