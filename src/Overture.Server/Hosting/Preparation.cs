using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.Server.Hosting;

/// <summary>What must be there before anything else starts: the schema and the sandbox workspace.</summary>
internal sealed class Preparation(Database database, SandboxWorkspace sandbox) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.MigrateAsync(cancellationToken);
        await sandbox.EnsureAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
