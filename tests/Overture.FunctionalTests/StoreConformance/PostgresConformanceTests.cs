using Microsoft.EntityFrameworkCore;
using Npgsql;
using Overture.FunctionalTests.Support;
using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;

namespace Overture.FunctionalTests.StoreConformance;

[Collection(PostgresCollection.Name)]
public sealed class PostgresConformanceTests(PostgresServer server) : StoreConformance
{
    private protected override async Task<IStoreHarness> HarnessAsync()
    {
        var harness = new Harness(await server.CreateDatabaseAsync());
        await using var db = harness.OpenDb();
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return harness;
    }

    private sealed class Harness(string connectionString) : IStoreHarness
    {
        private readonly ShiftedTime _time = new();

        public PostgresOvertureDb OpenDb() => new(
            new DbContextOptionsBuilder<PostgresOvertureDb>().UseNpgsql(connectionString).Options);

        public Task<Node> OpenAsync(StorageOptions? options = null)
        {
            var source = NpgsqlDataSource.Create($"{connectionString};Max Auto Prepare=50;Auto Prepare Min Usages=2");
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
