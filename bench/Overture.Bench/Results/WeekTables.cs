using System.Globalization;
using System.Text;
using Overture.Bench.Processes;

namespace Overture.Bench.Results;

/// <summary>A week as a Markdown table.</summary>
internal static class WeekTables
{
    public static string Of(WeekResult result)
    {
        var text = new StringBuilder();
        text.AppendLine(MachineLine.Of(result.Header)).AppendLine();
        text.AppendLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Accounts:N0} accounts, {result.InvitationsEach:N0} invitations each; 64 calls at a time."));
        text.AppendLine().Append(Markdown.Table(
            [
                "server", "minutes", "invitations/s", "p50 ms", "p99 ms", "peak memory MB", "database MB",
                "invitations in the sandbox",
            ],
            result.Weeks.Select(week => new[]
            {
                TestBed.Labels[week.Server], Markdown.Of(week.Minutes), Markdown.Of(week.Rate), Markdown.Of(week.P50),
                Markdown.Of(week.P99), Markdown.Of(week.PeakMegabytes), Markdown.Of(week.DatabaseMegabytes),
                week.Witnessed.ToString("N0", CultureInfo.InvariantCulture),
            })));
        return text.ToString();
    }
}
