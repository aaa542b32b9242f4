using Overture.FunctionalTests.Chaos.Callers;

namespace Overture.FunctionalTests.Chaos.Verdict;

/// <summary>I5: whoever asks again with the same key hears the same bytes; and what an answer says it cost is what it cost.</summary>
internal static class AnswersHold
{
    public static IEnumerable<Violation> Check(Evidence evidence) => [.. Replays(evidence), .. Prices(evidence)];

    private static IEnumerable<Violation> Replays(Evidence evidence)
    {
        foreach (var all in evidence.Calls.Where(call => call.Wish.Key is not null).GroupBy(call => call.Wish.Key))
        {
            var calls = all.Where(call => call.Status == 200).ToList();
            if (calls.Count == 0) continue;
            var first = calls.MinBy(call => call.EndedAt)!;
            if (calls.FirstOrDefault(call => !call.Body.AsSpan().SequenceEqual(first.Body)) is { } other)
                yield return Differs($"key {all.Key} answered {first.Text} and then {other.Text}", first);
            // Only one call did the work, at most; every other one is told that it hears a repetition.
            if (calls.Count(call => !call.IsReplayed) > 1)
                yield return Differs($"key {all.Key} was answered twice without Idempotency-Replayed", first);
            // After a 200 the key's story is over: nothing else may be heard under it, except that it is busy.
            if (all.FirstOrDefault(call => call.StartedAt > first.EndedAt && IsRefusal(call)) is { } refused)
                yield return Differs($"key {all.Key} answered 200 and later {refused.Status} {refused.Reason}", first);
        }
    }

    private static bool IsRefusal(Call call) => call.IsDefinite && call.Status != 200;

    private static IEnumerable<Violation> Prices(Evidence evidence)
    {
        foreach (var call in evidence.Calls.Where(call => call.Status is not null))
        {
            var expected = call.Status == 200 && call.DataStatus is null ? 1 : 0;
            if (call.CreditsConsumed is { } credits && credits != expected)
            {
                yield return new Violation(
                    ViolationKind.WrongCharge, "I4", $"the answer {call.Told} says {credits} credits", call.Wish.Pair);
            }
        }
    }

    private static Violation Differs(string text, Call call) => new(ViolationKind.ReplayDiffers, "I5", text, call.Wish.Pair);
}
