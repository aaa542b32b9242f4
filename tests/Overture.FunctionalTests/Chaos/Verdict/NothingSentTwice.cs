namespace Overture.FunctionalTests.Chaos.Verdict;

/// <summary>I1: at most one invitation per request reaches the upstream, and none that nobody requested.</summary>
internal static class NothingSentTwice
{
    public static IEnumerable<Violation> Check(Evidence evidence) =>
        [.. InTheNetwork(evidence), .. OnTheWire(evidence)];

    private static IEnumerable<Violation> InTheNetwork(Evidence evidence)
    {
        var requested = evidence.Requests.Select(request => request.Pair).ToHashSet();
        foreach (var arrived in evidence.Witness.GroupBy(Pair.Of))
        {
            if (arrived.Count() > 1)
            {
                yield return Duplicate($"the network has {arrived.Count()} invitations", arrived.Key);
            }

            if (!requested.Contains(arrived.Key))
            {
                yield return Duplicate("the network has an invitation that no caller requested", arrived.Key);
            }
        }
    }

    // The network refuses a second invitation to one person, so the witness alone would hide a resend.
    private static IEnumerable<Violation> OnTheWire(Evidence evidence)
    {
        var intents = evidence.Store.Invitations.CountBy(evidence.PairOf).ToDictionary();
        foreach (var (pair, sends) in evidence.Wire.CountBy(evidence.PairOf))
        {
            var allowed = intents.GetValueOrDefault(pair);
            if (sends > allowed) yield return Duplicate($"{sends} sends left for {allowed} intents", pair);
        }
    }

    private static Violation Duplicate(string text, Pair pair) => new(ViolationKind.Duplicate, "I1", text, pair);
}
