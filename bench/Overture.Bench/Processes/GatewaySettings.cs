using System.Globalization;
using Overture.Bench.Filling;

namespace Overture.Bench.Processes;

/// <summary>The settings with which the harness runs a build of the gateway.</summary>
internal static class GatewaySettings
{
    // Counted like any other budget, and so wide that no run reaches the end of one.
    private static readonly (string Name, int Value)[] Budgets =
    [
        ("FreePerDay", 10_000), ("PremiumPerDay", 10_000), ("MaxPerDay", 10_000),
        ("FreePerWeek", 70_000), ("PremiumPerWeek", 70_000), ("MaxPerWeek", 70_000),
        ("FreeNotes", 300_000), ("PremiumNotes", 300_000), ("MaxNotes", 300_000),
        ("Pending", 100_000), ("MaxPending", 100_000),
    ];

    /// <param name="program">The build's assembly: a setting has the name that this build knows.</param>
    /// <param name="platform">The sandbox.</param>
    public static IEnumerable<string> Of(string program, Uri platform) =>
    [
        "--Overture:Sandbox:Enabled=false",
        $"--Overture:Connectors:WebSession:BaseAddress={platform}",
        "--Overture:Http:RequestsPerMinute=100000000",
        string.Create(CultureInfo.InvariantCulture, $"--Overture:Credits:SandboxGrant={FilledWorkspace.Grant}"),
        .. BudgetsOf(program),
    ];

    /// <param name="connectionString">PostgreSQL's; null for SQLite.</param>
    public static IEnumerable<string> OfDatabase(string? connectionString) =>
        connectionString is null ? [] : [$"--Overture:Storage:PostgreSql={connectionString}"];

    private static IEnumerable<string> BudgetsOf(string program)
    {
        // Builds before December 2026 call the operator's bounds MostPerDay and so on, and refuse settings they do not
        // know.
        var isOld = File.ReadAllBytes(program).AsSpan().IndexOf("MostPerDay"u8) >= 0;
        return Budgets
            .Select(budget => (Name: isOld ? OldNameOf(budget.Name) : budget.Name, budget.Value))
            .Select(budget => string.Create(
                CultureInfo.InvariantCulture, $"--Overture:Limits:{budget.Name}={budget.Value}"));
    }

    private static string OldNameOf(string name) => name.Replace("Max", "Most", StringComparison.Ordinal);
}
