using Npgsql;
using Overture.FunctionalTests.Docs;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>The commands of docs/operations.md for PostgreSQL, run unchanged.</summary>
public sealed class PostgresBackupTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("overture-backup-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Invitation_sent_after_the_backup_is_not_sent_again_after_the_restore()
    {
        var connection = await postgres.CreateDatabaseAsync();
        var data = Path.Combine(_directory, "data");
        await using (
            var gateway = await Gateway.StartAsync(data, settings: $"Overture:Storage:PostgreSql={connection}"))
        {
            await AfterRestore.InviteBeforeAsync(gateway);
            await RunAsync("pg_dump", connection);
            await AfterRestore.InviteAfterAsync(gateway);
            await gateway.StopAsync();
        }

        NpgsqlConnection.ClearAllPools();
        await RunAsync("pg_restore", connection);

        await using var restored = await Gateway.StartAsync(
            data, settings: $"Overture:Storage:PostgreSql={connection}");
        await AfterRestore.HoldsAsync(restored);
        using var check = ServerProcess.Start(["check-ledger", $"--Overture:Storage:PostgreSql={connection}"]);
        Assert.Equal(0, (await check.EndAsync()).ExitCode);
    }

    /// <summary>Runs the document's line that begins with the program's name.</summary>
    private async Task RunAsync(string program, string connection)
    {
        var line = Assert.Single(
            RepositoryFile.Read("docs/operations.md").Split('\n'), line =>
                line.StartsWith($"{program} ", StringComparison.Ordinal));
        var store = new NpgsqlConnectionStringBuilder(connection);
        using var process = new System.Diagnostics.Process
        {
            StartInfo = new("/bin/sh", ["-ec", line])
            {
                WorkingDirectory = _directory,
                RedirectStandardError = true,
                Environment =
                {
                    ["PGHOST"] =
                        store.Host, ["PGPORT"] =
                            $"{store.Port}", ["PGUSER"] = store.Username, ["PGDATABASE"] = store.Database,
                },
            },
        };
        process.Start();
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{line}: {errors}");
    }
}
