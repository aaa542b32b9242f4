namespace Overture.Sandbox.Faults;

/// <summary>What all faults together do to one request.</summary>
internal readonly record struct FaultEffect(
    int Fired, TimeSpan Delay, bool CutsBefore, int StatusBefore, AnswerLoss Loss)
{
    /// <summary>Whether only further delays can still be added.</summary>
    public bool IsDecided => CutsBefore || StatusBefore != 0 || Loss != AnswerLoss.None;

    public FaultEffect With(Fault fault) => (this with { Fired = Fired + 1 }).Extended(fault.Rule);

    private FaultEffect Extended(FaultRule rule) => rule.Kind switch
    {
        FaultKind.CutBefore => this with { CutsBefore = true },
        FaultKind.CutAfter => this with { Loss = AnswerLoss.Cut },
        FaultKind.Delay => this with { Delay = Delay + rule.Delay },
        FaultKind.Status500Before => this with { StatusBefore = StatusCodes.Status500InternalServerError },
        FaultKind.Status500After => this with { Loss = AnswerLoss.Status500 },
        FaultKind.Status503 => this with { StatusBefore = StatusCodes.Status503ServiceUnavailable },
        FaultKind.Status429 => this with { StatusBefore = StatusCodes.Status429TooManyRequests },
    };
}
