namespace Overture.Sandbox.People;

internal enum PersonKind
{
    Numbered = 0,
    Member = 1,
    Test = 2,

    /// <summary>A person whose slug has direction marks, as those of Arabic and Hebrew members have.</summary>
    Marked = 3,
}

/// <summary>
/// One person as a 36-bit number: kind, behaviour and ordinal. sandbox.db stores it, so its layout must not change.
/// </summary>
internal readonly record struct PersonKey
{
    public const int Bits = 36;
    public const int HighestNumbered = 100_000_000;
    public const int HighestMember = 1_000_000;
    public const int HighestMarked = 1_000_000;

    private const int OrdinalBits = 27;
    private const int BehaviourBits = 6;

    private PersonKey(ulong value) => Value = value;

    public ulong Value { get; }

    public PersonKind Kind => (PersonKind)(Value >> (OrdinalBits + BehaviourBits));

    public Behaviour Behaviour => (Behaviour)((Value >> OrdinalBits) & ((1 << BehaviourBits) - 1));

    public int Ordinal => (int)(Value & ((1 << OrdinalBits) - 1));

    public static PersonKey Numbered(int ordinal, Behaviour behaviour = Behaviour.None) =>
        Compose(PersonKind.Numbered, behaviour, ordinal);

    public static PersonKey Member(int number) => Compose(PersonKind.Member, Behaviour.None, number);

    public static PersonKey Marked(int ordinal) => Compose(PersonKind.Marked, Behaviour.None, ordinal);

    public static PersonKey Test(int ordinal, Behaviour behaviour) => Compose(PersonKind.Test, behaviour, ordinal);

    public static bool TryFromValue(ulong value, out PersonKey key)
    {
        key = new PersonKey(value);
        return value >> Bits == 0 && key.Kind switch
        {
            PersonKind.Numbered =>
                key.Ordinal is >= 1 and <= HighestNumbered && BehaviourNames.IsDefined(key.Behaviour),
            PersonKind.Member => key.Ordinal is >= 1 and <= HighestMember && key.Behaviour == Behaviour.None,
            PersonKind.Marked => key.Ordinal is >= 1 and <= HighestMarked && key.Behaviour == Behaviour.None,
            PersonKind.Test => TestPeople.Find(key) is not null,
            _ => false,
        };
    }

    /// <summary>Deterministic bits for this person, from which names, pictures and degrees follow.</summary>
    public ulong Hash(ulong salt) => Mixing.Mix(Value ^ (salt << 48));

    private static PersonKey Compose(PersonKind kind, Behaviour behaviour, int ordinal) =>
        new(((ulong)kind << (OrdinalBits + BehaviourBits)) | ((ulong)behaviour << OrdinalBits) | (uint)ordinal);
}
