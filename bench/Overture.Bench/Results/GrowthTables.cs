using System.Globalization;
using System.Text;
using Overture.Bench.Processes;

namespace Overture.Bench.Results;

/// <summary>
/// A growth result as Markdown tables; in parentheses the ratio to the smallest case of the same database.
/// </summary>
internal static class GrowthTables
{
    private const double Megabyte = 1048576;

    public static string Of(GrowthResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(MachineLine.Of(result.Header)).AppendLine();
        text.AppendLine("In parentheses: the ratio to the first row of the same database.").AppendLine();
        foreach (var cases in result.Cases.GroupBy(one => one.Server))
        {
            text.Append("**").Append(TestBed.Labels[cases.Key]).AppendLine("**").AppendLine();
            text.Append(Speed([.. cases])).AppendLine();
            text.AppendLine(MemoryNote([.. cases])).AppendLine();
            text.Append(Memory([.. cases])).AppendLine();
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static string Speed(IReadOnlyList<GrowthCase> cases)
    {
        var first = cases[0];
        var pages = first.Pages.Keys.ToList();
        return Markdown.Table(
            [
                "accounts", "invitations", "invitations/s", "p50 ms", "start s",
                .. pages.Select(page => $"`{page}` ms"), "database MB", "filled in s",
            ],
            cases.Select(one => (string[])
            [
                Whole(one.Accounts), Whole(one.Invitations), Ratio(one.Rate.Median, first.Rate.Median),
                Ratio(one.P50.Median, first.P50.Median), Ratio(one.Start.Median, first.Start.Median),
                .. pages.Select(page => Ratio(one.Pages.GetValueOrDefault(page), first.Pages[page])),
                Markdown.Of(one.DatabaseMegabytes), Markdown.Of(one.FillSeconds),
            ]));
    }

    private static string MemoryNote(IReadOnlyList<GrowthCase> cases)
    {
        var samples = string.Join(", ", cases.Select(one => Whole(one.Memory.Sample)).Distinct());
        return "Memory of the gateway: live objects after a full collection, measured with a sample of active accounts "
            + $"({samples}). The last column is calculated from the sample.";
    }

    private static string Memory(IReadOnlyList<GrowthCase> cases) => Markdown.Table(
        [
            "accounts", "resident MB at start", "live MB, none active", "bytes per idle account",
            "bytes per active account", "bytes per further call", "live MB if all were active",
        ],
        cases.Select(one => (string[])
        [
            Whole(one.Accounts), Markdown.Of(one.IdleMegabytes), Markdown.Of(one.Memory.IdleMegabytes),
            PerIdleAccount(one, cases[0]), Markdown.Of(one.Memory.BytesPerActiveAccount),
            Markdown.Of(one.Memory.BytesPerFurtherCall), Markdown.Of(one.Memory.AllActiveMegabytes),
        ]));

    /// <summary>By how much an account that is not active makes the start larger, against the smallest case.</summary>
    private static string PerIdleAccount(GrowthCase one, GrowthCase first) => one.Accounts > first.Accounts
        ? Markdown.Of(
            (one.Memory.IdleMegabytes - first.Memory.IdleMegabytes) * Megabyte / (one.Accounts - first.Accounts))
        : "–";

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Ratio(double? value, double? first) => value is not { } known ? "no answer"
        : first is { } reference and > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Markdown.Of(known)} (×{known / reference:0.00})")
            : Markdown.Of(known);
}
