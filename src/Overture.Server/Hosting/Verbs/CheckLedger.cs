using Overture.Server.Credits;

namespace Overture.Server.Hosting.Verbs;

internal sealed class CheckLedger : Verb
{
    /// <summary>How many faults are printed; the number of all is always said.</summary>
    private const int Shown = 50;

    public override string Name => "check-ledger";

    public override string Meaning => "prove that every balance is the sum of its entries and every invitation is paid for as its state says";

    public override async Task<VerbResult> RunAsync(Command command, IServiceProvider services)
    {
        var report = await services.GetRequiredService<LedgerCheck>().RunAsync(CancellationToken.None);
        var summary = FormattableString.Invariant(
            $"{report.Workspaces} balances, {report.Entries} entries, {report.Invitations} invitations: {report.Faults.Count} faults");
        return new VerbResult(
            report.Faults.Count == 0 ? ExitCode.Stopped : ExitCode.Fault,
            string.Join(Environment.NewLine, report.Faults.Take(Shown).Prepend(summary)));
    }
}
