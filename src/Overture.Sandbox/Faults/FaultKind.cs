namespace Overture.Sandbox.Faults;

internal enum FaultKind
{
    CutBefore,
    CutAfter,
    Delay,
    Status500Before,
    Status500After,
    Status503,
    Status429,
}

/// <summary>How an answer is taken away after the operation took effect.</summary>
internal enum AnswerLoss
{
    None,
    Cut,
    Status500,
}
