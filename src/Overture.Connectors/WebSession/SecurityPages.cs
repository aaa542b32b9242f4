namespace Overture.Connectors.WebSession;

/// <summary>Tells the login page from a security check, by address or by content.</summary>
internal static class SecurityPages
{
    private static readonly string[] LoginPaths = ["/uas", "/login", "/checkpoint/lg", "/checkpoint/rm", "/authwall", "/m/login"];
    private static readonly string[] ChallengePaths = ["/checkpoint", "/challenge"];

    // The login page's own form posts to /checkpoint/lg, so the bare word proves nothing on it.
    private static readonly string[] ChallengeMarks = ["checkpoint/challenge", "challengeId", "captcha", "security verification"];
    private static readonly string[] LoginMarks = ["checkpoint/lg", "uas/login", "login-submit", "session_key"];
    private static readonly string[] WeakChallengeMarks = ["checkpoint", "challenge"];

    /// <summary>How the session was lost when a redirect leads there; null when it leads elsewhere.</summary>
    public static SessionLoss? AtPath(string path) =>
        Leads(path, LoginPaths) ? SessionLoss.Expired
        : Leads(path, ChallengePaths) ? SessionLoss.ChallengeRequired
        : null;

    /// <summary>What a page in the place of data means. A page without marks is taken for the login page.</summary>
    public static SessionLoss OfPage(string html) =>
        Holds(html, ChallengeMarks) ? SessionLoss.ChallengeRequired
        : Holds(html, LoginMarks) ? SessionLoss.Expired
        : Holds(html, WeakChallengeMarks) ? SessionLoss.ChallengeRequired
        : SessionLoss.Expired;

    public static bool MentionsChallenge(string body) =>
        Holds(body, ChallengeMarks) || (Holds(body, WeakChallengeMarks) && !Holds(body, LoginMarks));

    private static bool Leads(string path, string[] starts) =>
        Array.Exists(starts, start =>
            path.StartsWith(start, StringComparison.OrdinalIgnoreCase)
            && (path.Length == start.Length || path[start.Length] is '/' or '-'));

    private static bool Holds(string text, string[] marks) =>
        Array.Exists(marks, mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));
}
