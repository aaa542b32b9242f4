namespace Overture.Bench.Filling;

/// <summary>Counts beyond the range of an int.</summary>
internal static class LongRange
{
    public static IEnumerable<long> To(long count)
    {
        for (var n = 0L; n < count; n++) yield return n;
    }
}
