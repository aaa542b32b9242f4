using Overture.Sandbox.Voyager;

namespace Overture.Sandbox.Faults;

/// <summary>One disturbance: where it strikes, how often, and how many times it may still do so (null: without end).</summary>
internal sealed class Fault(int id, FaultKind kind, Operation? operation, double rate, int? count, TimeSpan delay, int? seed)
{
    private readonly Random _random = seed is { } value ? new Random(value) : new Random();

    public int Id => id;

    public FaultKind Kind => kind;

    /// <summary>Null for every operation.</summary>
    public Operation? Operation => operation;

    public double Rate => rate;

    public int? Remaining { get; private set; } = count;

    public TimeSpan Delay => delay;

    public int? Seed => seed;

    public bool IsSpent => Remaining == 0;

    /// <summary>Throws the dice; only under the table's lock.</summary>
    public bool Strikes(Operation at)
    {
        if (IsSpent || (operation is not null && operation != at) || _random.NextDouble() >= rate)
            return false;
        Remaining--;
        return true;
    }
}
