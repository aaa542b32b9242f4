using Overture.Server.Audit;

namespace Overture.Server.Hosting.Verbs;

internal sealed class VerifyAudit : Verb
{
    /// <summary>How many faults are printed; the number of all is always said.</summary>
    private const int Shown = 50;

    public override string Name => "verify-audit";

    public override string Meaning => "prove that no row of the audit was changed, taken out or put in between; prints a digest to keep elsewhere";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var report = await services.GetRequiredService<AuditCheck>().RunAsync(CancellationToken.None);
        var summary = FormattableString.Invariant($"{report.Chains} chains, {report.Rows} rows: {report.Faults.Count} faults");
        return new VerbResult(
            report.Faults.Count == 0 ? ExitCode.Stopped : ExitCode.Fault,
            string.Join(Environment.NewLine, [summary, $"digest: {report.Digest}", .. report.Faults.Take(Shown)]));
    }
}
