namespace Overture.Server.Hosting.Commands;

/// <summary>What a command printed and how the process ends.</summary>
/// <param name="Code">The process's exit code.</param>
/// <param name="Output">For standard output: what a script reads, and nothing else.</param>
/// <param name="Remark">For standard error.</param>
internal sealed record CommandResult(ExitCode Code, string Output, string Remark = "")
{
    public static CommandResult Done(string output, string remark = "") => new(ExitCode.Stopped, output, remark);

    /// <summary>The arguments are well-formed, but what they name does not exist or is in the wrong state.</summary>
    public static CommandResult Refused(string why) => new(ExitCode.Fault, "", why);

    /// <summary>The arguments themselves are wrong.</summary>
    public static CommandResult Invalid(string why) => new(ExitCode.Settings, "", why);

    public static CommandResult NoWorkspace(string id) =>
        Refused($"There is no workspace \"{id}\"; list-workspaces lists them.");
}
