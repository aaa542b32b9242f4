namespace Overture.Server.Cluster;

/// <summary>
/// Work that goes on without anyone asking, on one node of the cluster at a time. A new object is made whenever the work
/// begins on a node, so the first round after a node's death is a first round.
/// </summary>
internal interface IChore
{
    /// <summary>One round. What it throws is logged, and the next round comes all the same.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}

/// <summary>Which chores there are, and how often.</summary>
internal sealed record ChoreSchedule(string Name, TimeSpan Interval);
