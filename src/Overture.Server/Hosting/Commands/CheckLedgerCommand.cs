using System.CommandLine;
using Overture.Server.Credits;

namespace Overture.Server.Hosting.Commands;

internal sealed class CheckLedgerCommand() : OperatorCommand(
    "check-ledger",
    "Check that every balance is the sum of its entries, and every invitation is paid as its state requires")
{
    /// <summary>How many faults are printed; the summary counts all.</summary>
    private const int MaxPrinted = 50;

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var report = await services.GetRequiredService<LedgerCheck>().RunAsync(CancellationToken.None);
        var summary = FormattableString.Invariant(
            $"{report.Workspaces} balances, {report.Entries} entries, {report.Invitations} invitations: ")
            + FormattableString.Invariant($"{report.Faults.Count} faults");
        return new CommandResult(
            report.Faults.Count == 0 ? ExitCode.Stopped : ExitCode.Fault,
            string.Join(Environment.NewLine, report.Faults.Take(MaxPrinted).Prepend(summary)));
    }
}
