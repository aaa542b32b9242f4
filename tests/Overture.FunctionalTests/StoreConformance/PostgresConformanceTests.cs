using Microsoft.EntityFrameworkCore;
using Npgsql;
using Overture.FunctionalTests.Support;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;

namespace Overture.FunctionalTests.StoreConformance;

[Collection(PostgresCollection.Name)]
public sealed class PostgresConformanceTests(PostgresServer server) : StoreConformance
{
    private protected override async Task<IStoreHarness> HarnessAsync() => new Harness(await MigratedAsync());

    [Fact]
    public async Task Nodes_that_write_about_the_same_people_and_workspaces_never_wait_for_each_other_in_a_circle()
    {
        await using var harness = new Harness(await MigratedAsync());
        await using var one = await harness.OpenAsync();
        await using var two = await harness.OpenAsync();
        var accounts = new List<AccountRow>();
        for (var i = 0; i < 40; i++)
        {
            if (i < 10) await Seed.WorkspaceAsync(one, 101 + i, 1000);
            accounts.Add(await Seed.AccountAsync(one, 101 + (i % 10), 201 + i));
        }

        for (var round = 0; round < 20; round++)
        {
            // The same people and workspaces from both nodes, each in its own order.
            var asked = accounts.Select(
                (account, i) => (Account: account, Node: i < 20 ? one : two, Person: $"P{round}_{i % 20}"));
            var results = await Task.WhenAll(asked.OrderBy(_ => Random.Shared.Next()).Select(request =>
                request.Node.IntendAsync(request.Account, Seed.Intent(request.Node, request.Account, request.Person))));
            Assert.All(results, result => Assert.True(result.IsCommitted));
        }

        Assert.Equal(
            0L, await harness.ReadAsync("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    [Fact]
    public async Task A_commit_whose_node_is_stopped_in_the_middle_is_ended_by_whoever_waits_for_it()
    {
        await using var harness = new Harness(await MigratedAsync());
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, 101, 10);
        var account = await Seed.AccountAsync(node, 101, 201);
        await using var stopped = new NpgsqlConnection(harness.ConnectionString);
        await stopped.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(stopped, "SET application_name = 'overture-commits'");
        await RunAsync(stopped, "BEGIN");
        await RunAsync(stopped, "UPDATE balances SET credits = credits WHERE workspace_id = 101");

        var committed = false;
        for (var tries = 0; tries < 3 && !committed; tries++)
        {
            committed = (await node.IntendAsync(account, Seed.Intent(node, account, "A"))).IsCommitted;
        }

        Assert.True(committed);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(stopped, "COMMIT"));
    }

    [Fact]
    public async Task Nobody_takes_an_account_over_amid_a_commit_of_its_grain()
    {
        await using var harness = new Harness(await MigratedAsync());
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, 101, 10);
        var account = await Seed.AccountAsync(node, 101, 201);
        await using var heir = new NpgsqlConnection(harness.ConnectionString);
        await heir.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(heir, "SET lock_timeout = '100ms'");

        var fence = AccountTable.Fence(account.Id, account.Epoch);
        var commit = node.Queue.CompleteAsync(new CommitStep(
            fence, new Statement("SELECT 1 WHERE pg_sleep(@p0) IS NOT NULL", 5L) { IsGuard = true }));
        const string SleepingSql =
            "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";
        while (await harness.ReadAsync(SleepingSql) is 0L && !commit.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => RunAsync(heir, "UPDATE accounts SET epoch = 2 WHERE id = 201"));
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, refused.SqlState);
        Assert.True((await commit).IsCommitted);
        await RunAsync(heir, "UPDATE accounts SET epoch = 2 WHERE id = 201");
        Assert.Equal(new CommitResult(CommitVerdict.Refused, 0), await node.Queue.CompleteAsync(new CommitStep(fence)));
    }

    private async Task<string> MigratedAsync()
    {
        var connectionString = await server.CreateDatabaseAsync();
        await using var db = new Harness(connectionString).OpenDb();
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return connectionString;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Harness(string connectionString) : IStoreHarness
    {
        private readonly ShiftedTime _time = new();

        public string ConnectionString => connectionString;

        public async Task<object?> ReadAsync(string sql)
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }

        public PostgresOvertureDb OpenDb() => new(
            new DbContextOptionsBuilder<PostgresOvertureDb>().UseNpgsql(connectionString).Options);

        public Task<Node> OpenAsync(StorageOptions? options = null)
        {
            var source = PostgresSource.Create(connectionString);
            return Node.StartAsync(
                OpenDb, new PostgresCommitWriter(source), _time, options ?? new StorageOptions(), source);
        }

        public ValueTask DisposeAsync()
        {
            NpgsqlConnection.ClearAllPools();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>Tests that share one PostgreSQL server.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "postgres";
}
