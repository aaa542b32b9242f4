using System.Globalization;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Chaos;

/// <summary>What a run does. The same seed thinks up the same wishes and the same misfortunes; when they meet is up to the machine.</summary>
internal sealed record ChaosPlan(int Seed)
{
    public int Kills { get; init; } = 4;

    /// <summary>The run goes on at least so long, however soon its kills are done.</summary>
    public TimeSpan ShortestLoad { get; init; }

    public int Accounts { get; init; } = 60;

    public int Callers { get; init; } = 12;

    public Breakage Breakage { get; init; }

    /// <summary>The run goes on until every kind of misfortune was met.</summary>
    public bool MeetsEveryKind { get; init; } = true;

    /// <summary>PostgreSQL under the gateway instead of SQLite.</summary>
    public bool OnPostgres { get; init; }

    /// <summary>Keep timeline, logs and database although all went well (CHAOS_KEEP).</summary>
    public bool KeepsFindings { get; init; } = Variable("CHAOS_KEEP") is not null;

    /// <summary>The long form's plan: CHAOS_KILLS, CHAOS_MINUTES, CHAOS_SEED, CHAOS_STORE and CHAOS_BREAK, as <c>./chaos</c> sets them.</summary>
    public static ChaosPlan FromEnvironment() => new(SeedFromEnvironment())
    {
        Kills = int.Parse(Variable("CHAOS_KILLS") ?? "60", CultureInfo.InvariantCulture),
        ShortestLoad = TimeSpan.FromMinutes(double.Parse(Variable("CHAOS_MINUTES") ?? "0", CultureInfo.InvariantCulture)),
        Accounts = 200,
        OnPostgres = Variable("CHAOS_STORE") == "postgres",
        Callers = 16,
        Breakage = Enum.Parse<Breakage>((Variable("CHAOS_BREAK") ?? "None").Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
    };

    public static int SeedFromEnvironment() => Variable("CHAOS_SEED") is { } seed
        ? int.Parse(seed, CultureInfo.InvariantCulture)
        : Random.Shared.Next(1, 1_000_000_000);

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
