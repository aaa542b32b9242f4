using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>The database of a run: how the gateway is told of it, how it is read past the gateway, how it is made to fail.</summary>
internal abstract class RunStore : IAsyncDisposable
{
    /// <summary>The gateway's arguments that choose this database.</summary>
    public abstract IReadOnlyList<string> GatewayArguments { get; }

    /// <summary>What can be done to it, by name; each call makes it fail for so long and then heals it.</summary>
    public abstract IReadOnlyList<(string Name, Func<TimeSpan, CancellationToken, Task> DisturbAsync)> Disturbances { get; }

    public abstract Task<int> UnsettledAsync(CancellationToken cancellationToken);

    /// <summary>How many invitations were looked at at least once after their send.</summary>
    public abstract Task<int> SettledLaterAsync(CancellationToken cancellationToken);

    public abstract Task<StoreFacts> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Changes something behind the gateway's back; shows that the checker sees it.</summary>
    public abstract Task TamperAsync(string sql, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
