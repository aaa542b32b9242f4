using Overture.Server.Cluster;

namespace Overture.Server.Growth;

/// <summary>Deletes what is too old, in small portions, so that callers never wait long for the database.</summary>
internal sealed class RetentionJob(IEnumerable<IRetained> tables) : IBackgroundJob
{
    public const string Name = "retention";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            while (await table.SweepAsync(cancellationToken)) cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
