using System.Globalization;
using System.Text;
using Overture.Bench.Processes;

namespace Overture.Bench.Results;

/// <summary>A load result as Markdown tables, which are as readable on a terminal.</summary>
internal static class LoadTables
{
    public static string Of(LoadResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(MachineLine.Of(result.Header)).AppendLine();
        text.AppendLine(Invariant(
            $"{result.Accounts:N0} accounts, {result.Rounds} rounds of {result.SecondsPerPhase} s, median (range)."));
        text.AppendLine().Append(Rates(result.Throughput, "invitations/s", "of (a)"));
        text.AppendLine().AppendLine(
            "Half of each server's highest rate above, calls at random times, latency from the moment a call was due:");
        text.AppendLine();
        text.Append(Rates(result.HalfLoad, "invitations/s", "of (a)"));
        text.AppendLine().AppendLine(
            "Refusals that need no platform, and an endpoint that does nothing (the generator's own highest rate):");
        text.AppendLine();
        text.Append(Rates(result.Refusals, "answers/s", "of empty"));
        text.AppendLine().Append(Cpu(result.Throughput));
        text.AppendLine().Append(Cold(result));
        text.AppendLine().Append(Targets(result.Targets));
        return text.ToString();
    }

    private static string Rates(IReadOnlyList<Row> rows, string rate, string ratio) => Markdown.Table(
        ["server", "work", "connections", rate, ratio, "p50 ms", "p90 ms", "p99 ms"],
        rows.Select(row => new[]
        {
            LabelOf(row.Server), row.Work, Invariant($"{row.Connections}"), Markdown.Of(row.Rate),
            row.Ratio is { } given ? Markdown.Of(given) : "–",
            Markdown.Of(row.P50), Markdown.Of(row.P90), Markdown.Of(row.P99),
        }));

    private static string Cpu(IReadOnlyList<Row> rows)
    {
        var processes = rows[0].CpuShare.Keys.ToList();
        return Markdown.Table(
            ["processor seconds per 1,000 (share of the machine)", "connections", .. processes, "none of these"],
            rows.Select(row => (string[])
            [
                LabelOf(row.Server), Invariant($"{row.Connections}"),
                .. processes.Select(
                    process => Invariant($"{row.CpuPerThousand[process]:0.000} ({row.CpuShare[process]:P0})")),
                Invariant($"{Math.Max(0, 1 - row.CpuShare.Values.Sum()):P0}"),
            ]));
    }

    private static string Cold(LoadResult result) => Markdown.Table(
        ["server", "ready after s", "invitations in the seconds after the start", "peak memory MB"],
        result.Cold.Select(cold => new[]
        {
            LabelOf(cold.Server), Invariant($"{cold.ReadyAfterSeconds:0.0}"), string.Join(", ", cold.PerSecond),
            Invariant($"{result.PeakMegabytes.GetValueOrDefault(cold.Server):N0}"),
        }));

    private static string Targets(IReadOnlyList<Target> targets) => Markdown.Table(
        ["target", "wanted", "measured", "met"],
        targets.Select(target => new[]
        {
            target.Name, target.Wanted, Invariant($"{target.Measured}"), target.IsMet ? "yes" : "**no**",
        }));

    private static string LabelOf(string server) => TestBed.Labels.GetValueOrDefault(server, server);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
