using System.Globalization;

namespace Overture.Bench.Results;

/// <summary>A target, and what was measured.</summary>
internal sealed record Target(string Name, string Wanted, double Measured, bool IsMet)
{
    /// <summary>The targets of the servers that ran.</summary>
    public static IReadOnlyList<Target> Of(
        IReadOnlyList<Row> throughput, IReadOnlyList<Row> halfLoad, IReadOnlyList<Row> refusals)
    {
        Row? At(string server, int connections) =>
            throughput.FirstOrDefault(row => row.Server == server && row.Connections == connections);
        double? Rate(string server) => At(server, 64)?.Rate.Median;
        double? AddedMedian(string server) => At(server, 1)?.P50.Median - At("forwarder", 1)?.P50.Median;
        double? Tail(string server) => halfLoad.FirstOrDefault(row => row.Server == server) is { } row
            ? row.P99.Median / row.P50.Median
            : null;
        return
        [
            .. AtLeast("rate at 64 connections: SQLite / (a)", 0.60, At("sqlite", 64)?.Ratio?.Median),
            .. AtLeast("rate at 64 connections: SQLite / (b)", 5, Rate("sqlite") / Rate("naive")),
            .. AtLeast("rate at 64 connections: PostgreSQL / (a)", 0.45, At("postgres", 64)?.Ratio?.Median),
            .. Under("added median latency at 1 connection, ms: SQLite", 2, AddedMedian("sqlite")),
            .. Under("added median latency at 1 connection, ms: PostgreSQL", 2, AddedMedian("postgres")),
            .. Under("p99 / p50 at half load: SQLite", 5, Tail("sqlite")),
            .. Under("p99 / p50 at half load: PostgreSQL", 5, Tail("postgres")),
            .. refusals.Where(row => row.Work != "empty").Select(row => new Target(
                $"refusals, of an empty endpoint: {row.Work}, {NameOf(row.Server)}", "at least 0.6, or 25,000/s",
                row.Ratio?.Median ?? 0, row.Ratio?.Median >= 0.6 || row.Rate.Median >= 25_000)),
        ];
    }

    private static string NameOf(string server) => server switch
    {
        "sqlite" => "SQLite",
        "postgres" => "PostgreSQL",
        _ => server,
    };

    private static IEnumerable<Target> AtLeast(string name, double wanted, double? measured) =>
        One(name, string.Create(CultureInfo.InvariantCulture, $"at least {wanted}"), measured, measured >= wanted);

    private static IEnumerable<Target> Under(string name, double wanted, double? measured) =>
        One(name, string.Create(CultureInfo.InvariantCulture, $"under {wanted}"), measured, measured < wanted);

    private static IEnumerable<Target> One(string name, string wanted, double? measured, bool isMet) =>
        measured is { } value ? [new Target(name, wanted, Math.Round(value, 3), isMet)] : [];
}
