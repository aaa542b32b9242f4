namespace Overture.Server.Hosting.Verbs;

/// <summary>What a verb came to: how the process ends, what was asked for, and what is to be said about it beside that.</summary>
/// <param name="Code">How the process ends.</param>
/// <param name="Output">For standard output: what a script wants to read, and nothing else.</param>
/// <param name="Remark">For standard error.</param>
internal sealed record VerbResult(ExitCode Code, string Output, string Remark = "")
{
    public static VerbResult Done(string output, string remark = "") => new(ExitCode.Stopped, output, remark);

    /// <summary>The words are well-formed, but what they name is not there or not as it would have to be.</summary>
    public static VerbResult Refused(string why) => new(ExitCode.Fault, "", why);

    /// <summary>The words themselves are wrong.</summary>
    public static VerbResult Misused(string why) => new(ExitCode.Settings, "", why);

    public static VerbResult NoWorkspace(string id) =>
        Refused($"There is no workspace \"{id}\"; list-workspaces lists them.");
}
