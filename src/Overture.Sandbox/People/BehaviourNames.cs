namespace Overture.Sandbox.People;

/// <summary>A behaviour's name: the slug of its test person and the suffix in person-N--name.</summary>
internal static class BehaviourNames
{
    private static readonly string[] Names =
    [
        "", "already-connected", "already-invited", "invited-you", "email-required", "not-invitable", "memorialized",
        "resend-cooldown", "note-quota", "weekly-limit", "throttled", "session-expired", "challenge", "slow",
        "lost-answer", "lost-request", "lost-answer-blind", "changed-shape", "html-login", "server-error-sent",
        "server-error-unsent", "accepts-now", "accepts-in-3-days", "ignores", "restricted",
        "unknown-refusal",
    ];

    public static string Of(Behaviour behaviour) => Names[(int)behaviour];

    public static bool IsDefined(Behaviour behaviour) => (int)behaviour < Names.Length;

    public static bool TryParse(ReadOnlySpan<char> name, out Behaviour behaviour)
    {
        for (var number = 1; number < Names.Length; number++)
        {
            if (!name.Equals(Names[number], StringComparison.OrdinalIgnoreCase)) continue;
            behaviour = (Behaviour)number;
            return true;
        }

        behaviour = Behaviour.None;
        return false;
    }
}
