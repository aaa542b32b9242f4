using System.Globalization;
using Overture.Bench.Processes;
using Overture.Bench.Results;

namespace Overture.Bench.Report;

/// <summary>The pictures of a load result.</summary>
internal static class Pictures
{
    private static readonly Dictionary<string, string> Colours = new()
    {
        ["forwarder"] = "#666666",
        ["naive"] = "#c0392b",
        ["sqlite"] = "#1f6fb2",
        ["postgres"] = "#2e8b57",
    };

    public static string Throughput(LoadResult result)
    {
        var places = PlacesOf(result);
        return new Chart("Invitations per second", "per s", Names(places), isLogarithmic: false).Draw(
            "connections",
            [.. ServersOf(result).Select(server => SeriesOf(result, server, places, row => row.Rate, "", false))]);
    }

    public static string Latency(LoadResult result)
    {
        var places = PlacesOf(result);
        return new Chart("Latency of an invitation", "ms", Names(places), isLogarithmic: true).Draw(
            "connections",
            [
                .. ServersOf(result).SelectMany(server => new[]
                {
                    SeriesOf(result, server, places, row => row.P50, ", median", false),
                    SeriesOf(result, server, places, row => row.P99, ", p99", true),
                }),
            ]);
    }

    private static Series SeriesOf(
        LoadResult result, string server, IReadOnlyList<int> places, Func<Row, Spread> of, string suffix,
        bool isDashed) => new(
            TestBed.Labels[server] + suffix, Colours[server], isDashed,
            [
                .. places
                    .Select(place => of(
                        result.Throughput.Single(row => row.Server == server && row.Connections == place)))
                    .Select(spread => (spread.Median, spread.Min, spread.Max)),
            ]);

    private static IReadOnlyList<int> PlacesOf(LoadResult result) =>
        [.. result.Throughput.Select(row => row.Connections).Distinct().Order()];

    private static IReadOnlyList<string> Names(IEnumerable<int> places) =>
        [.. places.Select(place => place.ToString(CultureInfo.InvariantCulture))];

    private static IEnumerable<string> ServersOf(LoadResult result) =>
        TestBed.Labels.Keys.Where(server => result.Throughput.Any(row => row.Server == server));
}
