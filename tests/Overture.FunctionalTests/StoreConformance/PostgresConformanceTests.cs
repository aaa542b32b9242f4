using Microsoft.EntityFrameworkCore;
using Npgsql;
using Overture.FunctionalTests.Support;
using Overture.Server.Credits;
using Overture.Server.Invitations;
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
        var accounts = new List<ActingAccount>();
        for (var i = 0; i < 40; i++)
        {
            if (i < 10) await Seed.WorkspaceAsync(one, $"ws_{i}", 1000);
            accounts.Add(await Seed.AccountAsync(one, $"ws_{i % 10}", $"acc_{i}"));
        }

        for (var round = 0; round < 20; round++)
        {
            // The same people and workspaces from both nodes, each in its own order.
            var asked = accounts.Select((account, i) => (Account: account, Node: i < 20 ? one : two, Person: $"P{round}_{i % 20}"));
            var results = await Task.WhenAll(asked.OrderBy(_ => Random.Shared.Next()).Select(wish => wish.Node.Commits.IntendAsync(
                wish.Account, Seed.Intent(wish.Node, wish.Account, wish.Person), Seed.Person(wish.Node, wish.Person), Seed.Wish(), false)));
            Assert.All(results, result => Assert.True(result.IsCommitted));
        }

        Assert.Equal(0L, await harness.ReadAsync("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    [Fact]
    public async Task A_commit_whose_node_is_stopped_in_the_middle_is_ended_by_whoever_waits_for_it()
    {
        await using var harness = new Harness(await MigratedAsync());
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, "ws_1", 10);
        var account = await Seed.AccountAsync(node, "ws_1", "acc_1");
        await using var stopped = new NpgsqlConnection(harness.ConnectionString);
        await stopped.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(stopped, "SET application_name = 'overture-commits'");
        await RunAsync(stopped, "BEGIN");
        await RunAsync(stopped, "UPDATE balances SET credits = credits WHERE workspace_id = 'ws_1'");

        var committed = false;
        for (var tries = 0; tries < 3 && !committed; tries++)
        {
            committed = (await node.Commits.IntendAsync(
                account, Seed.Intent(node, account, "A"), Seed.Person(node, "A"), Seed.Wish(), false)).IsCommitted;
        }

        Assert.True(committed);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RunAsync(stopped, "COMMIT"));
    }

    [Fact]
    public async Task Nobody_takes_an_account_over_amid_a_commit_of_its_actor()
    {
        await using var harness = new Harness(await MigratedAsync());
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, "ws_1", 10);
        var account = await Seed.AccountAsync(node, "ws_1", "acc_1");
        await using var heir = new NpgsqlConnection(harness.ConnectionString);
        await heir.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(heir, "SET lock_timeout = '100ms'");

        var commit = node.Queue.CompleteAsync(new CommitStep(account.Fence, new Statement("SELECT 1 FROM pg_sleep(5)", Guard.None)));
        while (await harness.ReadAsync("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()") is 0L
            && !commit.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(heir, "UPDATE accounts SET epoch = 2 WHERE id = 'acc_1'"));
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, refused.SqlState);
        Assert.True((await commit).IsCommitted);
        await RunAsync(heir, "UPDATE accounts SET epoch = 2 WHERE id = 'acc_1'");
        Assert.Equal(Guard.Fence, (await node.Queue.CompleteAsync(new CommitStep(account.Fence))).RefusedBy);
    }

    [Fact]
    public async Task An_entry_that_comes_to_light_behind_a_newer_one_is_summed_too()
    {
        await using var harness = new Harness(await MigratedAsync());
        await using var node = await harness.OpenAsync();
        await Seed.WorkspaceAsync(node, "ws_1", 100);
        var account = await Seed.AccountAsync(node, "ws_1", "acc_1");
        var usage = new KeyUsage(node.Database);
        await using var slow = new NpgsqlConnection(harness.ConnectionString);
        await slow.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(slow, "BEGIN");
        await RunAsync(slow, "INSERT INTO ledger (workspace_id, api_key_id, kind, amount, created_at) VALUES ('ws_1', 'key_1', 'reserve', -5, 0)");
        await node.Commits.IntendAsync(account, Seed.Intent(node, account, "A"), Seed.Person(node, "A"), Seed.Wish(), false);
        for (var question = 0; question < 3; question++)
            Assert.Equal(1, (await usage.ReadAsync("ws_1", TestContext.Current.CancellationToken))["key_1"]);

        await RunAsync(slow, "COMMIT");
        for (var question = 0; question < 3; question++)
            Assert.Equal(6, (await usage.ReadAsync("ws_1", TestContext.Current.CancellationToken))["key_1"]);
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
