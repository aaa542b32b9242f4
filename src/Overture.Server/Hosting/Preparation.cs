using Microsoft.Extensions.Options;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting;

/// <summary>What must be there before anything else starts: the folder to ourselves, the schema and the sandbox workspace.</summary>
internal sealed class Preparation(Database database, SandboxWorkspace sandbox, IOptions<StorageOptions> storage)
    : IHostedService, IDisposable
{
    private IDisposable? _claim;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // With PostgreSQL several servers may share what is left in the folder: the keys.
        if (string.IsNullOrEmpty(storage.Value.PostgreSql)) _claim = DataDirectory.Claim(storage.Value.Directory);
        await database.MigrateAsync(cancellationToken);
        await sandbox.EnsureAsync(cancellationToken);
    }

    // Last of all services: the queue has written what it had.
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _claim?.Dispose();
}
