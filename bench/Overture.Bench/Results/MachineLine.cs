using System.Globalization;

namespace Overture.Bench.Results;

/// <summary>Commit and machine in one paragraph.</summary>
internal static class MachineLine
{
    public static string Of(Header header)
    {
        var machine = header.Machine;
        var postgres = machine.Postgres is { } version ? $", PostgreSQL {version}" : "";
        var changes = header.IsDirty ? " with changes" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Commit {header.Commit}{changes}, {header.Date:yyyy-MM-dd}, `bench/{header.Command}`:
            {machine.Cpu}, {machine.Cores} cores, {machine.MemoryGigabytes} GB, Linux {machine.Kernel},
            {machine.FileSystem} (4 KB on the disk in {machine.FlushMicroseconds} µs),
            {machine.Runtime}, SDK {machine.Sdk}{postgres}.
            Load average before the first round: {machine.LoadAverage}. All processes share these cores.
            """);
    }
}
