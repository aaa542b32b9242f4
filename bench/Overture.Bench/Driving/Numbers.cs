namespace Overture.Bench.Driving;

/// <summary>
/// The platform's numbers that were answered. The platform numbers invitations consecutively, so count, smallest,
/// largest and sum prove that each was answered exactly once, without keeping them all.
/// </summary>
internal sealed class Numbers
{
    public long Count { get; private set; }

    public long Smallest { get; private set; } = long.MaxValue;

    public long Largest { get; private set; }

    public Int128 Sum { get; private set; }

    public bool AreConsecutive =>
        Count == 0 || (Largest - Smallest + 1 == Count && Sum == ((Int128)Smallest + Largest) * Count / 2);

    public void Add(long number)
    {
        Count++;
        Smallest = Math.Min(Smallest, number);
        Largest = Math.Max(Largest, number);
        Sum += number;
    }

    public static Numbers Of(IEnumerable<Numbers> parts)
    {
        var all = new Numbers();
        foreach (var part in parts)
        {
            all.Count += part.Count;
            all.Smallest = Math.Min(all.Smallest, part.Smallest);
            all.Largest = Math.Max(all.Largest, part.Largest);
            all.Sum += part.Sum;
        }

        return all;
    }
}
