namespace Overture.Server.Credits;

/// <summary>Knows the work that entries pay for.</summary>
internal interface IPaidWork
{
    /// <summary>What each key has reserved: the price of its work without an outcome.</summary>
    Task<Dictionary<long, long>> ReservedAsync(long workspaceId, CancellationToken cancellationToken);

    /// <summary>The names under which callers know work, as far as it has one; by its id.</summary>
    Task<Dictionary<long, string>> UrnsAsync(
        IReadOnlyCollection<long> accounts, IReadOnlyCollection<long> work, CancellationToken cancellationToken);
}
