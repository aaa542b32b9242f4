using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Overture.FunctionalTests.Hosting;
using Overture.FunctionalTests.StoreConformance;
using Overture.FunctionalTests.Support;
using Overture.Server.Credits;
using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;

namespace Overture.FunctionalTests.Cluster;

/// <summary>
/// Servers that start together on one database make it ready once; one that dies meanwhile holds up nobody.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class StartTogetherTests(PostgresServer postgres) : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("overture-together-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Six_servers_make_one_schema_one_workspace_and_one_key()
    {
        var database = await postgres.CreateDatabaseAsync();
        var gateways = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => StartAsync(database), Cancellation)));

        foreach (var gateway in gateways)
        {
            Assert.Equal(200, (await gateway.GetAsync("/readyz")).Status);
            Assert.Equal(1_000_000, await gateway.CreditsAsync());
        }

        await using (var db = (PostgresOvertureDb)gateways[0].Services.GetRequiredService<Database>().Open())
        {
            Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync(Cancellation));
            Assert.Equal(1, await db.DataProtectionKeys.CountAsync(Cancellation));
            Assert.Equal(1, await db.Set<LedgerRow>().CountAsync(Cancellation));
        }

        var account = await gateways[0].ConnectAsync(2);
        for (var number = 0; number < gateways.Length; number++)
        {
            Assert.Equal(200, (await gateways[number].InviteAsync(account, $"person-{number + 1}")).Status);
        }

        foreach (var gateway in gateways) await gateway.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_is_killed_while_it_prepares_the_database_holds_up_nobody()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var first = await StartAsync(database)) await first.StopAsync();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancellation);
        await using (var blocker = await connection.BeginTransactionAsync(Cancellation))
        {
            await ExecuteAsync(connection, "LOCK TABLE workspaces IN ACCESS EXCLUSIVE MODE");
            using var killed = ServerProcess.Start(
                ["--urls", "http://127.0.0.1:0", "--data", _directory, "--Overture:Sandbox:Enabled=false"],
                ("OVERTURE__STORAGE__POSTGRESQL", database));
            await Eventually.HoldsAsync(
                async () => await PreparersAsync(connection) == 1, "The server begins to prepare the database");
        }

        await using var next = await StartAsync(database).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(1_000_000, await next.CreditsAsync());
    }

    [Fact]
    public async Task While_one_prepares_the_database_the_next_waits()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancellation);
        Task<Gateway> waiting;
        await using (await StartLock.TakeAsync(database, () => { }, Cancellation))
        {
            waiting = StartAsync(database);
            await Eventually.HoldsAsync(
                async () => await PreparersAsync(connection) == 2, "The server waits for its turn");
            Assert.Equal(0L, await ExecuteAsync(
                connection, "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'workspaces'"));
        }

        await using var gateway = await waiting.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(1_000_000, await gateway.CreditsAsync());
    }

    private static Task<Gateway> StartAsync(string database) =>
        Gateway.StartAsync(settings: $"Overture:Storage:PostgreSql={database}");

    /// <summary>How many hold the lock or wait for it.</summary>
    private static async Task<long> PreparersAsync(NpgsqlConnection connection) => (long)(await ExecuteAsync(
        connection,
        "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE "
        + "datname = current_database())"))!;

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
