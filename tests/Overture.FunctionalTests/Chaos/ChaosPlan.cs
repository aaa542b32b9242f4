using System.Globalization;
using Overture.FunctionalTests.Chaos.Nodes;
using Overture.FunctionalTests.Chaos.Parts;

namespace Overture.FunctionalTests.Chaos;

/// <summary>
/// What a run does. The same seed thinks up the same requests and the same misfortunes; when they meet is up to the
/// machine.
/// </summary>
internal sealed record ChaosPlan(LandscapeForm Form)
{
    public int Seed => Form.Seed;

    public int Kills { get; init; } = 4;

    /// <summary>The run goes on at least so long, however soon its kills are done.</summary>
    public TimeSpan ShortestLoad { get; init; }

    public int Accounts { get; init; } = 60;

    public int Callers { get; init; } = 12;

    /// <summary>What befalls the nodes, one after the other.</summary>
    public IReadOnlyList<Misfortune> Troubles { get; init; } = [Misfortune.Kill];

    /// <summary>What befalls everything around them meanwhile.</summary>
    public IReadOnlyList<Misfortune> Surroundings { get; init; } =
    [
        Misfortune.Cut, Misfortune.Wire, Misfortune.Wire, Misfortune.Upstream, Misfortune.Upstream, Misfortune.Sandbox,
        Misfortune.Clock, Misfortune.Store, Misfortune.Store,
    ];

    /// <summary>How long a killed node stays away at most.</summary>
    public TimeSpan LongestAbsence { get; init; }

    /// <summary>Accounts of which it is noted when they are served and when not.</summary>
    public int Probes { get; init; }

    /// <summary>The run goes on until every kind of misfortune was met.</summary>
    public bool MeetsEveryKind { get; init; } = true;

    /// <summary>Keep timeline, logs and database although all went well (CHAOS_KEEP).</summary>
    public bool KeepsFindings { get; init; } = Variable("CHAOS_KEEP") is not null;

    /// <summary>Three nodes and one that may be added, and everything that can befall a node.</summary>
    public static ChaosPlan OfACluster(int seed) =>
        new(new LandscapeForm { Seed = seed, OnPostgres = true, Nodes = 3, Spares = 1 })
        {
            Kills = 1,
            Troubles =
            [
                Misfortune.Kill, Misfortune.Pause, Misfortune.Refuse, Misfortune.Hold, Misfortune.Stop, Misfortune.Add,
                // Among the nodes' troubles, so that it is known for which of them somebody had to wait.
                Misfortune.Store,
            ],
            Surroundings = [.. new ChaosPlan(new LandscapeForm()).Surroundings.Where(kind => kind != Misfortune.Store)],
            LongestAbsence = NodeArguments.DeadAfter * 2.5,
            // Three nodes need what one gateway leaves to its callers.
            Callers = 8,
            Probes = 9,
        };

    /// <summary>
    /// The long form's plan: CHAOS_KILLS, CHAOS_MINUTES, CHAOS_SEED, CHAOS_STORE and CHAOS_BREAK, as <c>./chaos</c>
    /// sets them.
    /// </summary>
    public static ChaosPlan FromEnvironment() => Longer(new ChaosPlan(new LandscapeForm
    {
        Seed = SeedFromEnvironment(),
        OnPostgres = Variable("CHAOS_STORE") == "postgres",
    }));

    /// <summary>The same for a cluster.</summary>
    public static ChaosPlan OfAClusterFromEnvironment() =>
        Longer(OfACluster(SeedFromEnvironment()) with { Probes = 30 });

    public static int SeedFromEnvironment() => Variable("CHAOS_SEED") is { } seed
        ? int.Parse(seed, CultureInfo.InvariantCulture)
        : Random.Shared.Next(1, 1_000_000_000);

    private static ChaosPlan Longer(ChaosPlan plan) => plan with
    {
        Form = plan.Form with
        {
            Breakage = Enum.Parse<Breakage>(
                (Variable("CHAOS_BREAK") ?? "None").Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
        },
        Kills = int.Parse(Variable("CHAOS_KILLS") ?? "60", CultureInfo.InvariantCulture),
        ShortestLoad = TimeSpan.FromMinutes(
            double.Parse(Variable("CHAOS_MINUTES") ?? "0", CultureInfo.InvariantCulture)),
        Accounts = 200,
        Callers = 16,
    };

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
