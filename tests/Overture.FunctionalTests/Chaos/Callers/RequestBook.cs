using Overture.FunctionalTests.Chaos.Verdict;

namespace Overture.FunctionalTests.Chaos.Callers;

/// <summary>
/// Thinks up requests from a seed, so that they collide on purpose: the same person asked for twice at once, in two
/// spellings, under one key, under two, under none; and people with whom sends go wrong.
/// </summary>
internal sealed class RequestBook(
    int seed, IReadOnlyList<(string Token, string AccountId)> accounts, IReadOnlyList<string> memberIds)
{
    private static readonly string[] Sendable =
    [
        "", "", "", "", "", "", "", "--lost-answer", "--lost-answer", "--server-error-sent", "--changed-shape",
        "--accepts-now", "--slow", "--lost-answer-blind",
    ];

    private static readonly string[] Hopeless =
        ["--lost-request", "--server-error-unsent", "--not-invitable", "--email-required", "--resend-cooldown"];

    private static readonly string[] Harmful =
    [
        "--throttled", "--weekly-limit", "--session-expired", "--html-login", "--challenge", "",
    ];

    private readonly Random _random = new(seed);
    private readonly List<ChaosRequest> _requests = [];
    private readonly Lock _gate = new();
    private int _person;

    public List<ChaosRequest> Requests()
    {
        lock (_gate) return [.. _requests];
    }

    /// <summary>One request, or several that collide and should be asked at the same time.</summary>
    public IReadOnlyList<ChaosRequest> Next()
    {
        lock (_gate)
        {
            // The last tenth of the accounts meets people who spoil an account, so that the others stay sound.
            var sound = accounts.Count * 9 / 10;
            var kind = _random.Next(100);
            var (account, behaviours) = kind switch
            {
                < 86 => (_random.Next(sound), Sendable),
                < 94 => (_random.Next(sound), Hopeless),
                _ => (_random.Next(sound, accounts.Count), Harmful),
            };
            var behaviour = behaviours[_random.Next(behaviours.Length)];
            return Group(accounts[account], $"person-{++_person}{behaviour}", behaviours != Sendable);
        }
    }

    private List<ChaosRequest> Group((string Token, string AccountId) account, string slug, bool isTroubled)
    {
        var key = $"{seed}-{_person}";
        string?[] keys = _random.Next(10) switch
        {
            < 5 => [key],
            5 => [null],
            6 => [key, key],
            7 => [key, $"{key}-b"],
            8 => [key, null],
            _ => [null, null],
        };
        var spelling = Spelt(slug);
        var group = new List<ChaosRequest>(keys.Length);
        for (var index = 0; index < keys.Length; index++)
        {
            // The same key must mean the same body; under another one the person may be spelt as one likes.
            if (index > 0 && keys[index] != keys[0]) spelling = Spelt(slug);
            group.Add(
                new ChaosRequest(
                    _requests.Count + index, new Pair(account.Token, slug), account.AccountId, spelling, keys[index])
                {
                    MustBeGranted = !isTroubled,
                    IsTroubled = isTroubled,
                });
        }

        _requests.AddRange(group);
        return group;
    }

    private string Spelt(string slug) => _random.Next(4) switch
    {
        0 when !slug.Contains("--", StringComparison.Ordinal) && _person <= memberIds.Count =>
            $"https://www.linkedin.com/in/{memberIds[_person - 1]}",
        1 => $"http://de.linkedin.com/in/{slug}/?trk=people",
        2 => $"linkedin.com/in/{slug.ToUpperInvariant()}",
        _ => $"https://www.linkedin.com/in/{slug}",
    };
}
