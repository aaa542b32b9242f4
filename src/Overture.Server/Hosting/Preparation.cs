using Microsoft.Extensions.Options;
using Npgsql;
using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;
using Overture.Server.Storage.Sqlite;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting;

/// <summary>
/// Prepares what everything else needs: the schema, the sandbox workspace and a key for the sessions. Only one node at
/// a time prepares a database.
/// </summary>
internal sealed partial class Preparation(
    Database database, SandboxWorkspace sandbox, KeyRing keys, IOptions<StorageOptions> storage,
    ILogger<Preparation> logger, NpgsqlDataSource? shared = null)
    : IHostedService, IDisposable
{
    private IDisposable? _claim;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (shared is not null)
        {
            await using var startLock = await StartLock.TakeAsync(
                storage.Value.PostgreSql!, LogWaiting, cancellationToken);
            await PrepareAsync(cancellationToken);
        }
        else
        {
            _claim = DataDirectory.Claim(storage.Value.Directory);
            if (SqliteFiles.IsHalfReplaced(storage.Value.Directory))
            {
                throw new StartException(
                    ExitCode.DataDirectory,
                    "A restore was interrupted while it replaced the database; run it again.");
            }

            if (DataDirectory.IsOpenToOthers(storage.Value.Directory)) LogOpenFolder(storage.Value.Directory);
            SqliteFiles.KeepPrivate(storage.Value.Directory);
            await PrepareAsync(cancellationToken);
        }
    }

    // The last service to stop: the commit queue is empty by now.
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _claim?.Dispose();

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await database.MigrateAsync(cancellationToken);
        await sandbox.EnsureAsync(cancellationToken);
        keys.Ensure();
    }

    [LoggerMessage(
        7001, LogLevel.Warning, "Another node is preparing the database; waiting for it", EventName = "start.waiting")]
    private partial void LogWaiting();

    [LoggerMessage(
        7002, LogLevel.Warning,
        "Other users can look into the data folder \"{Directory}\". The server does not change the mode of a folder "
        + "that it found with something in it; run chmod 700 on it",
        EventName = "start.open_folder")]
    private partial void LogOpenFolder(string directory);
}
