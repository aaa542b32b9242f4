namespace Overture.Server.Cluster;

/// <summary>
/// Work that runs without a request, on one node of the cluster at a time. When another node takes the job over, it
/// creates a new object: its first round then knows nothing of earlier ones.
/// </summary>
internal interface IBackgroundJob
{
    /// <summary>Runs one round. An exception is logged, and the next round still runs.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
