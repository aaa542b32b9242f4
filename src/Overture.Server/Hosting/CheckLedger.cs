using Overture.Server.Credits;
using Overture.Server.Storage;

namespace Overture.Server.Hosting;

/// <summary>The verb <c>check-ledger</c>: proves the ledger, or says what is wrong with it.</summary>
internal static class CheckLedger
{
    public const string Verb = "check-ledger";

    /// <summary>How many faults are printed; the number of all is always said.</summary>
    private const int Shown = 50;

    /// <exception cref="StartException">There is no such folder; a check makes none.</exception>
    public static void Require(string directory)
    {
        if (!Directory.Exists(directory))
            throw new StartException(ExitCode.DataDirectory, $"There is no data folder \"{directory}\"; name it with --data.");
    }

    public static async Task<ExitCode> RunAsync(WebApplication app)
    {
        if (!await app.Services.GetRequiredService<Database>().IsCurrentAsync(CancellationToken.None))
        {
            throw new StartException(
                ExitCode.DataDirectory, "There is no database of this version here; start the server once, or name its data folder with --data.");
        }

        var report = await app.Services.GetRequiredService<LedgerCheck>().RunAsync(CancellationToken.None);
        Console.WriteLine(FormattableString.Invariant(
            $"{report.Workspaces} balances, {report.Entries} entries, {report.Invitations} invitations: {report.Faults.Count} faults"));
        foreach (var fault in report.Faults.Take(Shown)) Console.WriteLine(fault);
        return report.Faults.Count == 0 ? ExitCode.Stopped : ExitCode.Fault;
    }
}
