using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Overture.FunctionalTests.Support;
using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;
using Overture.Server.Storage.Sqlite;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.StoreConformance;

/// <summary>
/// From every earlier version of the schema the newest is reached, and what was stored is still there.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class MigrationTests(PostgresServer postgres)
{
    [Fact]
    public async Task Sqlite_moves_up_from_every_version()
    {
        var directory = Directory.CreateTempSubdirectory("overture-migrations-").FullName;
        var number = 0;
        await MoveUpFromEveryVersionAsync(() => Task.FromResult<OvertureDb>(new SqliteOvertureDb(
            new DbContextOptionsBuilder<SqliteOvertureDb>()
                .UseSqlite($"Data Source={directory}/{number++}.db;Pooling=False").Options)));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public Task Postgres_moves_up_from_every_version() =>
        MoveUpFromEveryVersionAsync(async () => new PostgresOvertureDb(
            new DbContextOptionsBuilder<PostgresOvertureDb>().UseNpgsql(await postgres.CreateDatabaseAsync()).Options));

    private static async Task MoveUpFromEveryVersionAsync(Func<Task<OvertureDb>> create)
    {
        var cancellation = TestContext.Current.CancellationToken;
        List<string> versions;
        await using (var db = await create())
        {
            versions = db.Database.GetMigrations().ToList();
            Assert.False(
                db.Database.HasPendingModelChanges(), "The model has changed; add a migration to both databases.");
        }

        Assert.NotEmpty(versions);
        foreach (var version in versions)
        {
            await using var db = await create();
            await db.GetService<IMigrator>().MigrateAsync(version, cancellation);
            await db.Database.ExecuteSqlRawAsync(
                "INSERT INTO workspaces (id, name, created_at) VALUES (101, 'One', 1)", cancellation);
            await db.Database.MigrateAsync(cancellation);
            Assert.Empty(await db.Database.GetPendingMigrationsAsync(cancellation));
            Assert.Equal("One", (await db.Set<WorkspaceRow>().SingleAsync(cancellation)).Name);
        }
    }
}
