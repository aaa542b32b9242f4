namespace Overture.Server.Cluster;

/// <summary>The one place in the cluster where a chore is done; its key is the chore's name.</summary>
[Alias("overture.chore")]
internal interface IChoreGrain : IGrainWithStringKey
{
    /// <summary>Sees to it that the chore is being done somewhere.</summary>
    [Alias("wake")]
    Task Wake();
}
