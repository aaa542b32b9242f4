namespace Overture.FunctionalTests.Chaos.Verdict;

/// <summary>
/// I2, I3 and the requests themselves: what the callers heard, what the network has and what we stored agree.
/// </summary>
internal static class NothingLost
{
    public static IEnumerable<Violation> Check(Evidence evidence) =>
    [
        .. CallersFindTheirs(evidence), .. StoreFindsTheNetworks(evidence), .. NetworkFindsTheStores(evidence),
        .. RequestsAreGranted(evidence), .. NothingIsStuck(evidence),
    ];

    private static IEnumerable<Violation> CallersFindTheirs(Evidence evidence)
    {
        var witness = evidence.Witness.ToLookup(Pair.Of);
        foreach (var call in evidence.Calls.Where(call => call.ClaimsAnInvitation))
        {
            var arrived = witness[call.Request.Pair];
            if (!arrived.Any())
            {
                yield return Lost(
                    "I2", $"a caller heard {call.Told}, and the network has no invitation", call.Request.Pair);
            }
            else if (call.Urn is { } urn && arrived.All(row => $"urn:li:invitation:{row.Id}" != urn))
            {
                yield return Lost(
                    "I2", $"a caller heard {urn}, and the network has {arrived.First().Id}", call.Request.Pair);
            }
        }
    }

    private static IEnumerable<Violation> StoreFindsTheNetworks(Evidence evidence)
    {
        var stored = evidence.Store.Invitations.Where(row => row.IsSent).ToLookup(evidence.PairOf);
        foreach (var arrived in evidence.Witness)
        {
            var pair = Pair.Of(arrived);
            var row = stored[pair].FirstOrDefault();
            if (row is null)
            {
                yield return Lost("I3", $"the network has {arrived.Id}, the database has no sent invitation", pair);
            }
            else if (row.Number != arrived.Id && (row.Number is not null || row.State != "accepted"))
            {
                yield return Lost("I3", $"the network has {arrived.Id}, the database {row.Number} ({row.State})", pair);
            }
        }
    }

    private static IEnumerable<Violation> NetworkFindsTheStores(Evidence evidence)
    {
        var witness = evidence.Witness.Select(Pair.Of).ToHashSet();
        foreach (var rows in evidence.Store.Invitations.Where(row => row.IsSent).GroupBy(evidence.PairOf))
        {
            if (!witness.Contains(rows.Key))
            {
                yield return Lost("I3", $"the database says {rows.First().State}, the network has nothing", rows.Key);
            }

            if (rows.Count() > 1)
            {
                yield return new Violation(ViolationKind.Duplicate, "I3", $"{rows.Count()} rows say sent", rows.Key);
            }
        }
    }

    private static IEnumerable<Violation> RequestsAreGranted(Evidence evidence)
    {
        var witness = evidence.Witness.Select(Pair.Of).ToHashSet();
        var granted = evidence.Calls.Where(call => call.Status == 200).Select(call => call.Request.Pair).ToHashSet();
        foreach (var requests in evidence.Requests.Where(request => request.MustBeGranted)
            .GroupBy(request => request.Pair))
        {
            if (!witness.Contains(requests.Key))
            {
                yield return Lost(
                    "I3", "the person can be invited and was asked for, and nothing arrived", requests.Key);
            }
            else if (requests.All(request => request.Key is not null) && !granted.Contains(requests.Key))
            {
                yield return Lost("I2", "the invitation was sent, and no caller ever got its 200", requests.Key);
            }
        }
    }

    private static IEnumerable<Violation> NothingIsStuck(Evidence evidence)
    {
        foreach (var row in evidence.Store.Invitations.Where(row => row.IsUnresolved))
        {
            yield return new Violation(
                ViolationKind.Stuck, "I3", $"{row.Id} is still {row.State}", evidence.PairOf(row));
        }

        foreach (var key in evidence.Store.Keys.Where(key => key.Status is null))
        {
            yield return new Violation(ViolationKind.Stuck, "I5", $"key {key.Key} has no answer ({key.InvitationId})");
        }

        var answered = evidence.Calls.Where(call => call.IsDefinite).Select(call => call.Request.Id).ToHashSet();
        foreach (var request in evidence.Requests.Where(request => !answered.Contains(request.Id)))
        {
            yield return new Violation(
                ViolationKind.Stuck, "I5", $"request {request.Id} never got a definite answer", request.Pair);
        }
    }

    private static Violation Lost(string rule, string text, Pair pair) => new(ViolationKind.Lost, rule, text, pair);
}
