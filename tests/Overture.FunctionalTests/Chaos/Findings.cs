using Overture.FunctionalTests.Chaos.Verdict;
using Overture.Processes;

namespace Overture.FunctionalTests.Chaos;

/// <summary>
/// Keeps what is needed to understand a broken promise: the story of each pair, the timeline, the logs and the
/// database.
/// </summary>
internal static class Findings
{
    private const string File = "findings.txt";
    private const int Told = 20;

    /// <summary>Where they are kept: beside the run's folder, which goes at the end of the run.</summary>
    private static string Place => Path.GetDirectoryName(RunFolder.Current) ?? Path.GetTempPath();

    public static bool AreKeptIn(string folder) => System.IO.File.Exists(Path.Combine(folder, File));

    public static async Task KeepAsync(
        Landscape land, IEnumerable<string> findings, CancellationToken cancellationToken)
    {
        await System.IO.File.WriteAllLinesAsync(
            Path.Combine(land.Folder, File), [.. findings, "", .. land.Timeline.Lines()], cancellationToken);
        await land.Store.KeepAsync(Directory.CreateDirectory(Path.Combine(land.Folder, "database")).FullName);
    }

    /// <summary>Takes the folder out of the run's, so that it stays for people to look at.</summary>
    public static void MoveAway(string folder)
    {
        var kept = Path.Combine(Place, Path.GetFileName(folder));
        if (kept != folder) Directory.Move(folder, kept);
    }

    public static IEnumerable<string> Of(ChaosReport report) =>
    [
        $"seed {report.Seed}", report.Table(), "",
        .. report.Violations.SelectMany(violation => (string[])
        [
            violation.ToString(),
            .. violation.Pair is { } pair ? StoryOf(pair, report.Evidence).Select(line => $"    {line}") : [],
        ]),
    ];

    /// <summary>For a test's message: the first violations, and where the rest is.</summary>
    public static string Summary(ChaosReport report) => string.Join(
        Environment.NewLine,
        [
            $"Seed {report.Seed}: {report.Violations.Count} promises broken; findings.txt in the newest "
            + $"{Path.Combine(Place, "overture-chaos-*")} has the whole story.",
            .. report.Violations.Take(Told).Select(violation => violation.ToString()),
        ]);

    private static IEnumerable<string> StoryOf(Pair pair, Evidence evidence) =>
    [
        .. evidence.Calls.Where(call => call.Request.Pair == pair).OrderBy(call => call.StartedAt).Select(call =>
            $"{call.StartedAt:HH:mm:ss.fff}–{call.EndedAt:HH:mm:ss.fff} request {call.Request.Id} "
            + $"port {call.Node?.Port} key {call.Request.Key ?? "none"}: {call.Told}"
            + (call.IsReplayed ? " (replayed)" : "")),
        .. evidence.Store.Invitations.Where(row => evidence.PairOf(row) == pair).Select(row => $"row {row}"),
        $"{evidence.Wire.Count(send => evidence.PairOf(send) == pair)} sends on the wire",
        .. evidence.Witness.Where(row => Pair.Of(row) == pair).Select(row => $"network {row.Id}"),
    ];
}
