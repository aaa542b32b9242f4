using System.Globalization;

namespace Overture.Bench.Growth;

/// <summary>What a run of bench/growth does, from its command line.</summary>
internal sealed record GrowthPlan
{
    /// <summary>The largest database whose ledger and audit are checked: the checks read every row.</summary>
    public const long LargestChecked = 1_000_000;

    public required IReadOnlyList<string> Servers { get; init; }

    public required IReadOnlyList<(int Accounts, long Invitations)> Cases { get; init; }

    public required int Rounds { get; init; }

    public required TimeSpan Phase { get; init; }

    public required TimeSpan WarmUp { get; init; }

    public required int Starts { get; init; }

    /// <summary>Accounts that invite in every case, however many the database has.</summary>
    public required int Active { get; init; }

    /// <summary>Accounts of the calls before memory is measured.</summary>
    public required int WarmAccounts { get; init; }

    /// <summary>Calls before memory is measured.</summary>
    public required int WarmCalls { get; init; }

    /// <summary>Accounts that become active to measure what one takes.</summary>
    public required int Sample { get; init; }

    public required IReadOnlyList<string> Settings { get; init; }

    public static GrowthPlan Of(Options options)
    {
        var isQuick = options.Has("--quick");
        var cases = options.List("--cases", isQuick ? "1k:10k,10k:100k" : "10k:100k,100k:100k,1m:100k,1m:10m");
        return new GrowthPlan
        {
            Servers = options.List("--servers", "sqlite,postgres"),
            Cases = [.. cases.Select(Case)],
            Rounds = options.Number("--rounds", isQuick ? 1 : 5),
            Phase = TimeSpan.FromSeconds(options.Real("--seconds", isQuick ? 1 : 5)),
            WarmUp = TimeSpan.FromSeconds(isQuick ? 1 : 15),
            Starts = isQuick ? 1 : 3,
            Active = isQuick ? 800 : 8_000,
            WarmAccounts = 1_000,
            WarmCalls = isQuick ? 1_000 : 4_000,
            Sample = isQuick ? 600 : 5_000,
            Settings = options.All("--setting"),
        };
    }

    private static (int, long) Case(string word) => word.Split(':') is [var accounts, var invitations]
        ? ((int)Number(accounts, word), Number(invitations, word))
        : throw new BenchException($"--cases needs accounts:invitations such as 100k:1m, not \"{word}\".");

    private static long Number(string word, string whole)
    {
        var factor = char.ToLowerInvariant(word.LastOrDefault()) switch { 'k' => 1_000, 'm' => 1_000_000, _ => 1 };
        var digits = factor == 1 ? word : word[..^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number * factor
            : throw new BenchException($"--cases needs numbers such as 500, 10k or 1m, not \"{whole}\".");
    }
}
