namespace Overture.FunctionalTests.Chaos.Verdict;

internal enum ViolationKind
{
    /// <summary>Something was sent that nobody requested, or more than once.</summary>
    Duplicate,

    /// <summary>An invitation, a request or a caller's answer cannot be found again.</summary>
    Lost,

    /// <summary>Credits and invitations do not agree.</summary>
    WrongCharge,

    /// <summary>One key, two answers.</summary>
    ReplayDiffers,

    /// <summary>Work that nothing will ever finish.</summary>
    Stuck,

    /// <summary>The gateway ended by itself.</summary>
    Died,
}

/// <summary>A broken promise, with the rule it breaks and the pair it is about.</summary>
internal sealed record Violation(ViolationKind Kind, string Rule, string Text, Pair? Pair = null)
{
    public override string ToString() => $"{Rule} {Kind}: {(Pair is null ? "" : $"{Pair}: ")}{Text}";
}
