using Overture.Sandbox.People;

namespace Overture.Sandbox.Network;

/// <summary>A member (20 bits) and a person (36 bits) as one dictionary key of 8 bytes.</summary>
internal readonly record struct Pair(ulong Value)
{
    public Pair(int member, PersonKey person)
        : this(((ulong)member << PersonKey.Bits) | person.Value)
    {
    }

    public override int GetHashCode() => Mixing.Mix(Value).GetHashCode();
}
