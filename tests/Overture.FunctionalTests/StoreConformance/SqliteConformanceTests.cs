using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Overture.FunctionalTests.Support;
using Overture.Server.Storage;
using Overture.Server.Storage.Sqlite;

namespace Overture.FunctionalTests.StoreConformance;

public sealed class SqliteConformanceTests : StoreConformance
{
    private protected override async Task<IStoreHarness> HarnessAsync()
    {
        var harness = new Harness();
        await using var db = harness.OpenDb();
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return harness;
    }

    private sealed class Harness : IStoreHarness
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("overture-sqlite-").FullName;
        private readonly ShiftedTime _time = new();

        public SqliteOvertureDb OpenDb() => new(
            new DbContextOptionsBuilder<SqliteOvertureDb>().UseSqlite(ConnectionString).Options);

        public Task<Node> OpenAsync(StorageOptions? options = null) => Node.StartAsync(
            OpenDb, new SqliteCommitWriter(ConnectionString), _time, options ?? new StorageOptions());

        public ValueTask DisposeAsync()
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_directory, recursive: true);
            return ValueTask.CompletedTask;
        }

        private string ConnectionString => new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(_directory, "overture.db"), Pooling = false, DefaultTimeout = 30,
        }.ToString();
    }
}
