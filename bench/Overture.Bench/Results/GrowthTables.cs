using System.Globalization;
using System.Text;
using Overture.Bench.Processes;

namespace Overture.Bench.Results;

/// <summary>A growth result as Markdown tables; in parentheses the ratio to the smallest case of the same database.</summary>
internal static class GrowthTables
{
    public static string Of(GrowthResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(MachineLine.Of(result.Header)).AppendLine();
        text.AppendLine("In parentheses: by how much it is more or less than in the first row of the same database.").AppendLine();
        foreach (var cases in result.Cases.GroupBy(one => one.Server))
            text.Append("**").Append(Landscape.Labels[cases.Key]).AppendLine("**").AppendLine().Append(Table([.. cases])).AppendLine();
        return text.ToString().TrimEnd() + "\n";
    }

    private static string Table(IReadOnlyList<GrowthCase> cases)
    {
        var first = cases[0];
        var pages = first.Pages.Keys.ToList();
        return Markdown.Table(
            [
                "accounts", "invitations", "invitations/s", "p50 ms", "start s", .. pages.Select(page => $"`{page}` ms"),
                "KB per active account (per call)", "idle MB", "database MB", "filled in s",
            ],
            cases.Select(one => (string[])
            [
                one.Accounts.ToString("N0", CultureInfo.InvariantCulture), one.Invitations.ToString("N0", CultureInfo.InvariantCulture),
                With(one.Rate.Median, first.Rate.Median), With(one.P50.Median, first.P50.Median), With(one.Start.Median, first.Start.Median),
                .. pages.Select(page => With(one.Pages.GetValueOrDefault(page), first.Pages[page])),
                $"{Markdown.Of(one.KilobytesPerAccount)} ({Markdown.Of(one.KilobytesPerCall)})",
                Markdown.Of(one.IdleMegabytes), Markdown.Of(one.DatabaseMegabytes), Markdown.Of(one.FillSeconds),
            ]));
    }

    private static string With(double? value, double? first) => value is not { } known ? "no answer"
        : first is { } reference and > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Markdown.Of(known)} (×{known / reference:0.00})")
            : Markdown.Of(known);
}
