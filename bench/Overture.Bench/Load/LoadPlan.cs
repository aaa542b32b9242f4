using Overture.Bench.Processes;

namespace Overture.Bench.Load;

/// <summary>What a run of bench/load does, from its command line.</summary>
internal sealed record LoadPlan
{
    public const int RefusalConnections = 64;
    public const int ColdConnections = 16;

    public required IReadOnlyList<string> Servers { get; init; }

    public required IReadOnlyList<int> Connections { get; init; }

    public required int Rounds { get; init; }

    public required TimeSpan Phase { get; init; }

    public required TimeSpan WarmUp { get; init; }

    /// <summary>How many of the seconds after a server's start are recorded.</summary>
    public required TimeSpan Cold { get; init; }

    /// <summary>Pause before each phase, for background work of the phase before: a checkpoint, a collection.</summary>
    public required TimeSpan Pause { get; init; }

    public required int Accounts { get; init; }

    public required bool WithKeys { get; init; }

    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>Leaves out half load and refusals.</summary>
    public required bool InviteOnly { get; init; }

    /// <summary>Folder of an earlier build of the gateway to run beside today's.</summary>
    public string? Before { get; init; }

    public static LoadPlan Of(Options options)
    {
        var isQuick = options.Has("--quick");
        return new LoadPlan
        {
            Servers = options.List("--servers", string.Join(',', TestBed.Labels.Keys)),
            Connections = [.. options.List("--connections", "1,16,64,256").Select(Number)],
            Rounds = options.Number("--rounds", isQuick ? 2 : 5),
            Phase = TimeSpan.FromSeconds(options.Real("--seconds", isQuick ? 1 : 5)),
            WarmUp = TimeSpan.FromSeconds(options.Real("--warm-up", isQuick ? 3 : 30)),
            Cold = TimeSpan.FromSeconds(isQuick ? 2 : 5),
            Pause = TimeSpan.FromSeconds(isQuick ? 0.1 : 1),
            Accounts = options.Number("--accounts", isQuick ? 1_000 : 10_000),
            WithKeys = options.Has("--idempotency-keys"),
            Settings = options.All("--setting"),
            InviteOnly = options.Has("--invite-only"),
            Before = options.Has("--before") ? Path.GetFullPath(options.Text("--before", "")) : null,
        };
    }

    private static int Number(string word) =>
        int.TryParse(word, out var number) && number is > 0 and <= 1024
            ? number
            : throw new BenchException($"--connections needs numbers from 1 to 1024, not \"{word}\".");
}
