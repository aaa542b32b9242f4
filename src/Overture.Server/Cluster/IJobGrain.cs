namespace Overture.Server.Cluster;

/// <summary>The one place in the cluster where a job runs; its key is the job's name.</summary>
[Alias("overture.job")]
internal interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Activates the grain somewhere if it is not running.</summary>
    [Alias("wake")]
    Task Wake();
}
