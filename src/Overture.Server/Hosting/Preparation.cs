using Microsoft.Extensions.Options;
using Npgsql;
using Overture.Server.Storage;
using Overture.Server.Storage.Postgres;
using Overture.Server.Storage.Sqlite;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting;

/// <summary>
/// What must be there before anything else starts: the schema, the sandbox workspace and a key for the sessions. Nobody else
/// prepares the same database meanwhile.
/// </summary>
internal sealed partial class Preparation(
    Database database, SandboxWorkspace sandbox, KeyRing keys, IOptions<StorageOptions> storage, ILogger<Preparation> logger,
    NpgsqlDataSource? shared = null)
    : IHostedService, IDisposable
{
    private IDisposable? _claim;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (shared is not null)
        {
            await using var turn = await StartLock.TakeAsync(storage.Value.PostgreSql!, LogWaiting, cancellationToken);
            await PostgresCommitWriter.ProbeAsync(shared, cancellationToken);
            await PrepareAsync(cancellationToken);
        }
        else
        {
            _claim = DataDirectory.Claim(storage.Value.Directory);
            if (SqliteFiles.IsHalfReplaced(storage.Value.Directory))
                throw new StartException(ExitCode.DataDirectory, "A restore was interrupted while it exchanged the database; run it again.");
            await PrepareAsync(cancellationToken);
        }
    }

    // Last of all services: the queue has written what it had.
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
        await keys.EnsureAsync(cancellationToken);
    }

    [LoggerMessage(7001, LogLevel.Warning, "Another node is preparing the database; waiting for it", EventName = "start.waiting")]
    private partial void LogWaiting();
}
