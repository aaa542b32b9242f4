using Overture.Bench.Driving;

namespace Overture.Bench.Results;

/// <summary>The raw figures of one server in one round.</summary>
internal sealed record Phase
{
    public required string Server { get; init; }

    /// <summary>What was asked: invite, half_load, empty, or a refusal.</summary>
    public required string Work { get; init; }

    public required int Connections { get; init; }

    public required int Round { get; init; }

    public required int Requests { get; init; }

    public required double Seconds { get; init; }

    public required double Rate { get; init; }

    public required double P50 { get; init; }

    public required double P90 { get; init; }

    public required double P99 { get; init; }

    /// <summary>Processor seconds of each process: server, database, sandbox, generator.</summary>
    public required IReadOnlyDictionary<string, double> Cpu { get; init; }

    /// <summary>Under an open load: the 99th percentile of the generator's own lateness, in milliseconds.</summary>
    public double? Lateness { get; init; }

    public static Phase Of(
        string server, string work, (int Connections, int Round) at, Samples samples,
        IReadOnlyDictionary<string, double> cpu)
    {
        return new Phase
        {
            Server = server,
            Work = work,
            Connections = at.Connections,
            Round = at.Round,
            Requests = samples.Count,
            Seconds = Math.Round(samples.Seconds, 3),
            Rate = Math.Round(samples.Rate, 1),
            P50 = Math.Round(samples.Percentile(0.50), 3),
            P90 = Math.Round(samples.Percentile(0.90), 3),
            P99 = Math.Round(samples.Percentile(0.99), 3),
            Cpu = cpu.ToDictionary(entry => entry.Key, entry => Math.Round(entry.Value, 2)),
        };
    }
}
