using Overture.FunctionalTests.Chaos.Callers;

namespace Overture.FunctionalTests.Chaos.Verdict;

/// <summary>
/// I5: whoever asks again with the same key hears the same bytes; and what an answer says it cost is what it cost.
/// </summary>
internal static class AnswersHold
{
    public static IEnumerable<Violation> Check(Evidence evidence) => [.. Replays(evidence), .. Prices(evidence)];

    private static IEnumerable<Violation> Replays(Evidence evidence)
    {
        foreach (var all in evidence.Calls.Where(call => call.Request.Key is not null)
            .GroupBy(call => call.Request.Key))
        {
            var calls = all.Where(call => call.Status == 200).ToList();
            if (calls.Count == 0) continue;
            var first = calls.MinBy(call => call.EndedAt)!;
            if (calls.FirstOrDefault(call => !call.Body.AsSpan().SequenceEqual(first.Body)) is { } other)
            {
                yield return Differs($"key {all.Key} answered {first.Text} and then {other.Text}", first);
            }

            // Only one call did the work, at most; every other one is told that it hears a repetition.
            if (calls.Count(call => !call.IsReplayed) > 1)
            {
                yield return Differs($"key {all.Key} was answered twice without Idempotency-Replayed", first);
            }

            // After a 200 the key's story is over: nothing else may be heard under it, except that it is busy.
            if (all.FirstOrDefault(call => call.StartedAt > first.EndedAt && IsRefusal(call)) is { } refused)
            {
                yield return Differs($"key {all.Key} answered 200 and later {refused.Status} {refused.Reason}", first);
            }
        }
    }

    private static bool IsRefusal(Call call) => call.IsDefinite && call.Status != 200;

    private static IEnumerable<Violation> Prices(Evidence evidence)
    {
        // Sent, and accepted before anybody learned its number: paid for, though the answer has no urn.
        var nameless = evidence.Store.Invitations.Where(row => row is { IsSent: true, Number: null })
            .Select(evidence.PairOf).ToHashSet();
        foreach (var call in evidence.Calls.Where(call => call.CreditsConsumed is not null))
        {
            var isPaid = call.Urn is not null;
            var mayBePaid = isPaid || (call.Status == 200 && nameless.Contains(call.Request.Pair));
            if (call.CreditsConsumed is var credits && (credits < (isPaid ? 1 : 0) || credits > (mayBePaid ? 1 : 0)))
            {
                yield return Wrong($"the answer {call.Told} says {credits} credits", call.Request.Pair);
            }
        }

        foreach (var payers in evidence.Calls.Where(call => call.CreditsConsumed > 0)
            .DistinctBy(call => call.Request.Key ?? $"request {call.Request.Id}").GroupBy(call => call.Request.Pair))
        {
            if (payers.Count() > 1)
            {
                yield return Wrong($"{payers.Count()} requests were told that they paid", payers.Key);
            }
        }
    }

    private static Violation Wrong(string text, Pair pair) => new(ViolationKind.WrongCharge, "I4", text, pair);

    private static Violation Differs(string text, Call call) =>
        new(ViolationKind.ReplayDiffers, "I5", text, call.Request.Pair);
}
