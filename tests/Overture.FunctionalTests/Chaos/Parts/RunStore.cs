using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>
/// The database of a run: how a node is told of it, how it is read past the nodes, how it is made to fail.
/// </summary>
internal abstract class RunStore : IAsyncDisposable
{
    private long _disturbedAt;
    private int _disturbances;

    /// <summary>What can be done to it, by name; each call makes it fail for so long and then heals it.</summary>
    protected abstract IReadOnlyList<(
        string Name, Func<TimeSpan, CancellationToken, Task> DisturbAsync)> Disturbances
    { get; }

    /// <summary>
    /// Brings a new node to the database: the arguments that choose it, and the wire between them where there is one.
    /// </summary>
    public abstract (IReadOnlyList<string> Arguments, DatabaseWire? Wire) Attach(string node);

    public abstract Task<int> UnresolvedAsync(CancellationToken cancellationToken);

    /// <summary>How many invitations got their outcome more than five seconds after their intent.</summary>
    public abstract Task<int> ResolvedLaterAsync(CancellationToken cancellationToken);

    public abstract Task<StoreFacts> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Changes something behind the gateway's back; shows that the checker sees it.</summary>
    public abstract Task TamperAsync(string sql, CancellationToken cancellationToken);

    /// <summary>Leaves a copy for whoever has to understand what happened.</summary>
    public abstract Task KeepAsync(string folder);

    public abstract ValueTask DisposeAsync();

    /// <summary>The name of what happens to it next: in turn, so that also a short run meets each.</summary>
    public string NextDisturbance() => Disturbances[_disturbances++ % Disturbances.Count].Name;

    public async Task DisturbAsync(
        string name, TimeSpan duration, Timeline timeline, CancellationToken cancellationToken)
    {
        timeline.Add($"{name} for {duration.TotalSeconds:0.0} s");
        Volatile.Write(ref _disturbedAt, long.MaxValue);
        try
        {
            await Disturbances.Single(disturbance => disturbance.Name == name)
                .DisturbAsync(duration, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _disturbedAt, TimeProvider.System.GetTimestamp());
            timeline.Add($"{name}: over");
        }
    }

    /// <summary>
    /// True while it is disturbed, and for whoever began before that ended: what they could not do is not their fault.
    /// </summary>
    public bool WasDisturbedSince(long timestamp) => Volatile.Read(ref _disturbedAt) >= timestamp;
}
