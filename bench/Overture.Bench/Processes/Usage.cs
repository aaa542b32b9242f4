using System.Globalization;

namespace Overture.Bench.Processes;

/// <summary>What a process has used, from the kernel.</summary>
internal static class Usage
{
    private const double TicksPerSecond = 100;

    public static double OwnCpuSeconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Processor time of a process and of its children, also of those that have ended.</summary>
    public static double CpuSecondsOfTree(int id) => CpuSeconds(id) + ChildrenOf(id).Sum(CpuSeconds);

    public static double CpuSeconds(int id)
    {
        var fields = FieldsOf($"/proc/{id}/stat");
        // utime, stime, and the two of children that have ended.
        if (fields.Length < 15) return 0;
        return fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>The most memory that the process has had resident, in megabytes.</summary>
    public static double PeakMegabytes(int id) => StatusOf(id, "VmHWM:");

    public static double Megabytes(int id) => StatusOf(id, "VmRSS:");

    private static IEnumerable<int> ChildrenOf(int parent) => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && FieldsOf($"/proc/{id}/stat") is { Length: > 2 } fields
            && fields[1] == parent.ToString(CultureInfo.InvariantCulture));

    private static double StatusOf(int id, string name) => LinesOf($"/proc/{id}/status")
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => line[name.Length..].Replace("kB", "", StringComparison.Ordinal))
        .Select(kilobytes => double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024)
        .FirstOrDefault();

    // Behind the name, which stands in parentheses and may hold spaces.
    private static string[] FieldsOf(string file) =>
        LinesOf(file) is [var line, ..] ? line[(line.LastIndexOf(')') + 2)..].Split(' ') : [];

    private static string[] LinesOf(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            // The process ended meanwhile.
            return [];
        }
    }
}
