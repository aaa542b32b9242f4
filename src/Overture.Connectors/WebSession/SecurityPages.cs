namespace Overture.Connectors.WebSession;

/// <summary>Tells the login page from a security check, by path or by content.</summary>
internal static class SecurityPages
{
    private static readonly string[] LoginPaths =
        ["/uas", "/login", "/checkpoint/lg", "/checkpoint/rm", "/authwall", "/m/login"];

    private static readonly string[] ChallengePaths = ["/checkpoint", "/challenge"];

    // The login page's form posts to /checkpoint/lg, so the bare word does not prove a challenge.
    private static readonly string[] ChallengeMarks =
        ["checkpoint/challenge", "challengeId", "captcha", "security verification"];

    private static readonly string[] LoginMarks = ["checkpoint/lg", "uas/login", "login-submit", "session_key"];
    private static readonly string[] WeakChallengeMarks = ["checkpoint", "challenge"];

    /// <summary>The session loss that a redirect to this path means; null for any other path.</summary>
    public static SessionLoss? AtPath(string path) =>
        Matches(path, LoginPaths) ? SessionLoss.Expired
        : Matches(path, ChallengePaths) ? SessionLoss.ChallengeRequired
        : null;

    /// <summary>The session loss that a page instead of data means. Unmarked pages count as the login page.</summary>
    public static SessionLoss OfPage(string html) =>
        Contains(html, ChallengeMarks) ? SessionLoss.ChallengeRequired
        : Contains(html, LoginMarks) ? SessionLoss.Expired
        : Contains(html, WeakChallengeMarks) ? SessionLoss.ChallengeRequired
        : SessionLoss.Expired;

    public static bool MentionsChallenge(string body) =>
        Contains(body, ChallengeMarks) || (Contains(body, WeakChallengeMarks) && !Contains(body, LoginMarks));

    private static bool Matches(string path, string[] starts) =>
        Array.Exists(starts, start =>
            path.StartsWith(start, StringComparison.OrdinalIgnoreCase)
            && (path.Length == start.Length || path[start.Length] is '/' or '-'));

    private static bool Contains(string text, string[] marks) =>
        Array.Exists(marks, mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));
}
