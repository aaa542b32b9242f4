using System.Globalization;

namespace Overture.FunctionalTests.Chaos.Serving;

/// <summary>How long accounts were not served, for each kind of outage. Pure.</summary>
internal static class OutageTable
{
    /// <summary>A shorter pause between two answers is no more than a busy machine.</summary>
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(1);

    /// <summary>
    /// One line for each kind; outages during which another kind was under way tell nothing and are only counted.
    /// </summary>
    public static IEnumerable<string> Lines(
        IReadOnlyList<Outage> outages, IReadOnlyList<IReadOnlyList<TimeSpan>> served)
    {
        if (served.Count == 0) yield break;
        yield return $"  {"misfortune",-22} {"times",6} {"alone",6} {"accounts not served",20} {"median",8} "
            + $"{"longest",8}";
        foreach (var kind in outages.GroupBy(outage => outage.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var alone = kind.Where(one => !outages.Any(
                other => other.Kind != one.Kind && other.Overlaps(one.From, one.To))).ToList();
            var pauses = alone.SelectMany(outage => PausesIn(outage, served)).Order().ToList();
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {kind.Key,-22} {kind.Count(),6} {alone.Count,6} "
                + $"{$"{pauses.Count} of {alone.Count * served.Count}",20} {Seconds(pauses, pauses.Count / 2),8} "
                + $"{Seconds(pauses, pauses.Count - 1),8}");
        }
    }

    /// <summary>
    /// For each account that was not served for a noticeable time, the longest of its pauses that began in the outage.
    /// </summary>
    public static IEnumerable<TimeSpan> PausesIn(Outage outage, IReadOnlyList<IReadOnlyList<TimeSpan>> served) => served
        .Select(moments => moments.Zip(moments.Skip(1))
            .Where(pause => outage.Overlaps(pause.First, pause.Second) && pause.First > outage.From - Noticeable)
            .Select(pause => pause.Second - pause.First).DefaultIfEmpty().Max())
        .Where(longest => longest > Noticeable);

    private static string Seconds(List<TimeSpan> ordered, int index) => ordered.Count == 0
        ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{ordered[index].TotalSeconds:0.0} s");
}
