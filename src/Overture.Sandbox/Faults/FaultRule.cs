namespace Overture.Sandbox.Faults;

/// <summary>What a fault does, where it strikes and how often.</summary>
internal sealed record FaultRule(FaultKind Kind, FaultPath Path)
{
    /// <summary>How often it strikes: 0 never, 1 always.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>How many times it strikes before it is gone; null for no end.</summary>
    public int? Count { get; init; }

    /// <summary>Real time, for the kind delay.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Makes the dice of <see cref="Rate"/> repeatable.</summary>
    public int? Seed { get; init; }
}
