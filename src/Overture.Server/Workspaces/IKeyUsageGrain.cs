namespace Overture.Server.Workspaces;

/// <summary>
/// Counts what one API key uses of a rate, for the whole cluster; its key is the API key's id with the rate's name.
/// </summary>
[Alias("overture.key-usage")]
internal interface IKeyUsageGrain : IGrainWithIntegerCompoundKey
{
    /// <summary>Hands out permits of the current window to a node: as many as it asks for, or what is left.</summary>
    [Alias("lease")]
    Task<KeyLease> Lease(int permits);
}

/// <summary>Permits that a node may spend by itself.</summary>
[GenerateSerializer, Immutable, Alias("overture.key-lease")]
internal readonly record struct KeyLease(
    [property: Id(0)] int Granted,
    [property: Id(1)] int LeftForOthers,
    [property: Id(2)] DateTimeOffset EndsAt)
{
    public override string ToString() => FormattableString.Invariant($"{Granted} until {EndsAt:O}");
}
