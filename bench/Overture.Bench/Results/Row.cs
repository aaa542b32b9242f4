using Overture.Bench.Processes;

namespace Overture.Bench.Results;

/// <summary>The rounds of one server at one load, combined.</summary>
internal sealed record Row
{
    public required string Server { get; init; }

    public required string Work { get; init; }

    public required int Connections { get; init; }

    public required Spread Rate { get; init; }

    /// <summary>Rate by that of the reference in the same round; null when there is none.</summary>
    public required Spread? Ratio { get; init; }

    public required Spread P50 { get; init; }

    public required Spread P90 { get; init; }

    public required Spread P99 { get; init; }

    /// <summary>Processor seconds per 1,000 requests, by process.</summary>
    public required IReadOnlyDictionary<string, double> CpuPerThousand { get; init; }

    /// <summary>Share of the machine's processors, by process.</summary>
    public required IReadOnlyDictionary<string, double> CpuShare { get; init; }

    public double? Lateness { get; init; }

    /// <summary>
    /// Rows by work, load and server; each is compared with the reference server's phase of the same round.
    /// </summary>
    public static IReadOnlyList<Row> Of(
        IReadOnlyList<Phase> phases, string reference, Func<Phase, string>? referenceWork = null) =>
    [
        .. phases.GroupBy(phase => (phase.Work, phase.Connections, phase.Server))
            .OrderBy(group => group.Key.Connections).ThenBy(group => TestBed.Order(group.Key.Server))
            .Select(group => Of([.. group], phase => phases.FirstOrDefault(other => other.Server == reference
                && other.Round == phase.Round && other.Connections == phase.Connections
                && other.Work == (referenceWork?.Invoke(phase) ?? phase.Work)))),
    ];

    private static Row Of(IReadOnlyList<Phase> rounds, Func<Phase, Phase?> reference)
    {
        var ratios = rounds.Select(phase => phase.Rate / reference(phase)?.Rate).OfType<double>().ToList();
        var requests = rounds.Sum(phase => phase.Requests);
        var capacity = rounds.Sum(phase => phase.Seconds) * Environment.ProcessorCount;
        var cpu = rounds[0].Cpu.Keys
            .ToDictionary(process => process, process => rounds.Sum(phase => phase.Cpu[process]));
        return new Row
        {
            Server = rounds[0].Server,
            Work = rounds[0].Work,
            Connections = rounds[0].Connections,
            Rate = Spread.Of(rounds.Select(phase => phase.Rate)),
            Ratio = ratios.Count == 0 ? null : Spread.Of(ratios),
            P50 = Spread.Of(rounds.Select(phase => phase.P50)),
            P90 = Spread.Of(rounds.Select(phase => phase.P90)),
            P99 = Spread.Of(rounds.Select(phase => phase.P99)),
            CpuPerThousand = cpu
                .ToDictionary(entry => entry.Key, entry => Math.Round(entry.Value * 1000 / requests, 3)),
            CpuShare = cpu.ToDictionary(entry => entry.Key, entry => Math.Round(entry.Value / capacity, 3)),
            Lateness = rounds.Max(phase => phase.Lateness),
        };
    }
}
