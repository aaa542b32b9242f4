using System.Text.Json;
using Overture.Bench.Results;

namespace Overture.Bench.Report;

/// <summary>
/// Puts results into docs/performance.md, between the markers of their kind, and draws the pictures beside it. No
/// figure there is typed by hand.
/// </summary>
internal static class PerformancePage
{
    private const string Pictured = "docs/performance";

    private const string Links = """
        ![Invitations per second by connections](performance/throughput.svg)
        ![Latency by connections](performance/latency.svg)


        """;

    public static void Render(string file)
    {
        if (!File.Exists(file)) throw new BenchException($"There is no result file \"{file}\".");
        switch (KindOf(file))
        {
            case "load":
                var load = ResultFile.Read<LoadResult>(file);
                Draw("throughput.svg", Pictures.Throughput(load));
                Draw("latency.svg", Pictures.Latency(load));
                Put("load", Links + LoadTables.Of(load));
                break;
            case "growth":
                Put("growth", GrowthTables.Of(ResultFile.Read<GrowthResult>(file)));
                break;
            case "week":
                Put("week", WeekTables.Of(ResultFile.Read<WeekResult>(file)));
                break;
            default:
                throw new BenchException($"{file} has no result of this harness.");
        }
    }

    private static string? KindOf(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.GetProperty("header").GetProperty("kind").GetString();
    }

    private static void Draw(string name, string svg)
    {
        Directory.CreateDirectory(Repository.PathOf(Pictured));
        File.WriteAllText(Repository.PathOf(Pictured, name), svg);
    }

    private static void Put(string kind, string text)
    {
        var page = Repository.PathOf("docs", "performance.md");
        var old = File.ReadAllText(page);
        var (begin, end) = ($"<!-- figures: {kind} -->\n", $"<!-- end of figures: {kind} -->");
        var (from, to) = (old.IndexOf(begin, StringComparison.Ordinal), old.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from) throw new BenchException($"docs/performance.md lacks the markers of {kind}.");
        File.WriteAllText(page, $"{old[..(from + begin.Length)]}\n{text}\n{old[to..]}");
        Console.WriteLine($"docs/performance.md: {kind} written; review the difference.");
    }
}
