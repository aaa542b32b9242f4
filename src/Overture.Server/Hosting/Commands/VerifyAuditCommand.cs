using System.CommandLine;
using Overture.Server.Audit;

namespace Overture.Server.Hosting.Commands;

internal sealed class VerifyAuditCommand() : OperatorCommand(
    "verify-audit",
    "Check that no audit row was changed, removed or inserted; prints a digest to keep elsewhere")
{
    /// <summary>How many faults are printed; the summary counts all.</summary>
    private const int MaxPrinted = 50;

    public override async Task<CommandResult> RunAsync(ParseResult line, IServiceProvider services)
    {
        var report = await services.GetRequiredService<AuditCheck>().RunAsync(CancellationToken.None);
        var summary = FormattableString.Invariant(
            $"{report.Chains} chains, {report.Rows} rows: {report.Faults.Count} faults");
        return new CommandResult(
            report.Faults.Count == 0 ? ExitCode.Stopped : ExitCode.Fault,
            string.Join(
                Environment.NewLine, [summary, $"digest: {report.Digest}", .. report.Faults.Take(MaxPrinted)]));
    }
}
