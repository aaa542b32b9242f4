using Overture.Sandbox.Voyager;

namespace Overture.Sandbox.Faults;

/// <summary>A fault in force: its rule, its dice and how many strikes remain.</summary>
internal sealed class Fault(int id, FaultRule rule)
{
    private readonly Random _random = rule.Seed is { } seed ? new Random(seed) : new Random();

    public int Id => id;

    public FaultRule Rule => rule;

    /// <summary>Null for no end.</summary>
    public int? Remaining { get; private set; } = rule.Count;

    public bool IsSpent => Remaining == 0;

    /// <summary>Throws the dice; call it under the table's lock only.</summary>
    public bool Strikes(Operation operation)
    {
        if (IsSpent || !Covers(operation) || _random.NextDouble() >= rule.Rate) return false;
        Remaining--;
        return true;
    }

    private bool Covers(Operation operation) => rule.Path switch
    {
        FaultPath.Send => operation == Operation.Send,
        FaultPath.Resolve => operation == Operation.Resolve,
        FaultPath.Relationship => operation == Operation.Relationship,
        FaultPath.Me => operation == Operation.Me,
        FaultPath.All => true,
    };
}
