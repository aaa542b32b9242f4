namespace Overture.Sandbox.Voyager;

internal enum SendOutcome
{
    Accept,
    AcceptAfterAWhile,
    AcceptAndCut,
    AcceptAndFail,
    AcceptAndChangeShape,
    Refuse,
    Throttle,
    SignOut,
    Challenge,
    ShowLoginPage,
    Cut,
}

/// <summary>The decision on a send. Status and code apply to a refusal only.</summary>
internal readonly record struct SendDecision(SendOutcome Outcome, int Status = 0, string? Code = null)
{
    public bool IsAccepted => Outcome is SendOutcome.Accept or SendOutcome.AcceptAfterAWhile or SendOutcome.AcceptAndCut
        or SendOutcome.AcceptAndFail or SendOutcome.AcceptAndChangeShape;

    public static SendDecision Refuse(int status, string? code = null) => new(SendOutcome.Refuse, status, code);
}
