using Microsoft.Data.Sqlite;
using Overture.FunctionalTests.Support;
using Overture.Server.Storage.Sqlite;

namespace Overture.FunctionalTests.Hosting;

/// <summary>Backup and restore of the SQLite database, with a network that remembers more than the backup.</summary>
public sealed class SqliteBackupTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("overture-backup-").FullName;

    private string Data => Path.Combine(_directory, "data");

    private string Copy => Path.Combine(_directory, "overture.backup");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Invitation_sent_after_the_backup_is_not_sent_again_after_the_restore()
    {
        await using (var gateway = await Gateway.StartAsync(Data))
        {
            await AfterRestore.InviteBeforeAsync(gateway);
            Assert.Equal(0, (await RunAsync("backup", Copy)).Code);
            await AfterRestore.InviteAfterAsync(gateway);
            await gateway.StopAsync();
        }

        await RestoreAsync(Copy);

        await using (var restored = await Gateway.StartAsync(Data))
        {
            await AfterRestore.HoldsAsync(restored);
            await restored.StopAsync();
        }

        // The replaced database is kept and can be restored itself.
        await RestoreAsync(Assert.Single(Directory.GetFiles(Data, "overture.db.before-*Z")));
        await using var again = await Gateway.StartAsync(Data);
        Assert.Equal(999_998, await again.CreditsAsync());
    }

    [Fact]
    public async Task Backup_under_load_is_complete_and_readable_only_by_its_owner()
    {
        await using (var gateway = await Gateway.StartAsync(Data, settings: "Overture:Limits:Enabled=false"))
        {
            using var enough = new CancellationTokenSource();
            var callers = Enumerable.Range(0, 4)
                .Select(caller => InviteAsync(gateway, caller * 1_000, enough.Token)).ToArray();
            await Eventually.HoldsAsync(
                async () => await gateway.CreditsAsync() < 999_990, "invitations are under way");
            Assert.Equal(0, (await RunAsync("backup", Copy)).Code);
            await enough.CancelAsync();
            await Task.WhenAll(callers);
            await gateway.StopAsync();
        }

        Assert.Equal(
            ["data", "overture.backup"], Directory.GetFileSystemEntries(_directory).Select(Path.GetFileName).Order());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Copy));
        }

        await RestoreAsync(Copy);
        var (code, text) = await RunAsync("check-ledger");
        Assert.True(code == 0, text);
        Assert.DoesNotContain(" 0 invitations", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_is_refused_while_a_gateway_serves_and_without_a_valid_backup()
    {
        await using var gateway = await Gateway.StartAsync(Data);
        Assert.Equal(0, (await RunAsync("backup", Copy)).Code);
        await IsRefusedAsync(1, "is there already", "backup", Copy);
        await IsRefusedAsync(3, "is in use by another server", "restore", Copy);
        await gateway.StopAsync();

        await IsRefusedAsync(1, "There is no file", "restore", Copy + "x");
        await File.WriteAllTextAsync(Copy + "x", new string('x', 10_000), TestContext.Current.CancellationToken);
        await IsRefusedAsync(1, "is no backup of a gateway", "restore", Copy + "x");
        await IsRefusedAsync(1, "another product's tables", "restore", await ForeignDatabaseAsync());
        Assert.Empty(Directory.GetFiles(Data, "overture.db.before-*"));
    }

    [Fact]
    public void Databases_replaced_within_one_second_are_all_kept()
    {
        Directory.CreateDirectory(Data);
        foreach (var number in new[] { 1, 2, 3 })
        {
            File.Delete(Copy);
            Ask(Copy, $"PRAGMA user_version = {number}");
            SqliteFiles.Replace(Data, Copy, "before-20261126T120000Z");
        }

        Assert.Equal(
            [1L, 2L, 3L],
            new[] { ".before-20261126T120000Z", ".before-20261126T120000Z-2", "" }
                .Select(suffix => Ask(Path.Combine(Data, $"overture.db{suffix}"), "PRAGMA user_version")));
    }

    [Fact]
    public void Write_ahead_log_of_a_killed_gateway_is_restored_too()
    {
        Directory.CreateDirectory(Data);
        using (var killed = new SqliteConnection($"Data Source={Copy}x;Pooling=False"))
        {
            killed.Open();
            using var command = killed.CreateCommand();
            command.CommandText =
                "PRAGMA journal_mode = WAL; CREATE TABLE kept (number INTEGER); INSERT INTO kept VALUES (7)";
            command.ExecuteNonQuery();
            // The files as a kill leaves them: while the connection is open, the row is only in the log.
            File.Copy($"{Copy}x", Copy);
            File.Copy($"{Copy}x-wal", $"{Copy}-wal");
        }

        SqliteFiles.Replace(Data, Copy, "before");
        Assert.Equal(7L, Ask(Path.Combine(Data, "overture.db"), "SELECT number FROM kept"));
    }

    [Fact]
    public async Task Gateway_does_not_start_on_an_interrupted_restore_and_another_restore_repairs_it()
    {
        await using (var gateway = await Gateway.StartAsync(Data))
        {
            Assert.Equal(0, (await RunAsync("backup", Copy)).Code);
            await gateway.StopAsync();
        }

        // As a kill between the moves leaves it: the database is moved away, and the copy is not yet moved in.
        SqliteConnection.ClearAllPools();
        File.Move(Path.Combine(Data, "overture.db"), Path.Combine(Data, "overture.db.before"));
        File.Copy(Copy, Path.Combine(Data, "overture.db.incoming"));
        await IsRefusedAsync(3, "A restore was interrupted", "--urls", "http://127.0.0.1:0");
        Assert.False(File.Exists(Path.Combine(Data, "overture.db")));

        await RestoreAsync(Copy);
        await using var again = await Gateway.StartAsync(Data);
        Assert.Equal(1_000_000, await again.CreditsAsync());
    }

    private static object? Ask(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private async Task<string> ForeignDatabaseAsync()
    {
        var file = Path.Combine(_directory, "foreign.db");
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE accounts (id TEXT)";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return file;
    }

    private static async Task InviteAsync(Gateway gateway, int first, CancellationToken enough)
    {
        for (var person = first + 1; !enough.IsCancellationRequested; person++)
        {
            Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", $"person-{person}")).Status);
        }
    }

    private async Task RestoreAsync(string file)
    {
        // The test's gateway ran in this process, whose connection pool would keep the replaced file open.
        SqliteConnection.ClearAllPools();
        var (code, text) = await RunAsync("restore", file);
        Assert.True(code == 0, text);
    }

    private async Task IsRefusedAsync(int code, string part, params string[] command)
    {
        var (actual, text) = await RunAsync(command);
        Assert.Equal(code, actual);
        Assert.Contains(part, Assert.Single(text.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Text)> RunAsync(params string[] command)
    {
        using var process = ServerProcess.Start([.. command, "--data", Data]);
        var (code, output, errors) = await process.EndAsync();
        return (code, output + errors);
    }
}
