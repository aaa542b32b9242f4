namespace Overture.FunctionalTests.Chaos.Verdict;

/// <summary>
/// Holds the evidence of a run against the invariants of the architecture. Pure; an empty list means all hold.
/// </summary>
internal static class Checker
{
    public static List<Violation> Check(Evidence evidence) =>
    [
        .. NothingSentTwice.Check(evidence),
        .. NothingLost.Check(evidence),
        .. NothingWronglyCharged.Check(evidence.Store),
        .. AnswersHold.Check(evidence),
    ];
}
