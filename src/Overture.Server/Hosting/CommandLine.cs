using Overture.Server.Hosting.Verbs;
using Overture.Server.Http;

namespace Overture.Server.Hosting;

/// <summary>What may stand on the command line beside settings: a verb first, what it works on, and a few plain switches.</summary>
internal static class CommandLine
{
    // The last three belong to the framework's own host.
    private static readonly string[] Switches = ["urls", "data", "environment", "contentRoot", "applicationName"];

    public static string Usage => $"""
        usage: overture-server [VERB …] [--urls URL] [--data DIR] [--Overture:SECTION:KEY=VALUE …]

        Without a verb it serves until told to stop. The verbs work on the same store, also beside a serving gateway:

        {string.Join(Environment.NewLine, Verb.All.Select(UsageOf))}

          --urls URL     where to listen (default {ServerHost.DefaultUrl})
          --data DIR     folder for everything that is kept (default .data)

        docs/operations.md says when to use which, docs/configuration.md lists all settings.
        """;

    public static bool AsksForHelp(string[] args) => args is ["help", ..] || args.Any(arg => arg is "--help" or "-h");

    /// <summary>Words that nobody would read: a misspelt verb or switch must not start a server that ignores it.</summary>
    public static IEnumerable<string> FaultsOf(string[] args)
    {
        var command = Command.Of(args);
        if (command.Verb is null && args is [var first, ..] && !first.StartsWith('-'))
        {
            var nearest = Spelling.Nearest(first, Verb.All.Select(verb => verb.Name).ToArray());
            return [$"\"{first}\" is not a verb. " + (nearest is null ? "--help lists them." : $"Did you mean {nearest}?")];
        }

        // A value that is missing hides the next word, so everything else would be said about the wrong ones.
        var missing = Enumerable.Range(0, args.Length).Where(index => IsWithoutValue(args, index))
            .Select(index => $"{args[index].TrimEnd('=')} needs a value.").ToList();
        return missing.Count > 0 ? missing : WrongOperands(command).Concat(StrayWords(command)).Concat(WrongSwitches(command));
    }

    private static IEnumerable<string> WrongOperands(Command command)
    {
        if (command.Verb is not { } verb || verb.OperandNames.Count == command.Operands.Length) return [];
        return verb.OperandNames.Count > command.Operands.Length
            ? [$"{verb.Name} needs {verb.OperandNames[command.Operands.Length]}: overture-server {Synopsis(verb)}"]
            : [$"{verb.Name} does not know what \"{command.Operands[verb.OperandNames.Count]}\" is for; put a name with spaces into quotes."];
    }

    private static IEnumerable<string> StrayWords(Command command) =>
        command.Settings.Where((arg, index) => !IsSwitch(arg)
            && (index == 0 || !IsSwitch(command.Settings[index - 1]) || command.Settings[index - 1].Contains('=', StringComparison.Ordinal)))
        .Select(arg => $"\"{arg}\" stands alone: nothing before it asks for a value.");

    private static IEnumerable<string> WrongSwitches(Command command)
    {
        var known = command.Verb?.Switch is { } own ? Switches.Append(own).ToArray() : Switches;
        foreach (var name in command.Settings.Where(IsSwitch).Select(NameOf))
        {
            // Names with a colon are settings, and checked as such.
            if (name.Contains(':', StringComparison.Ordinal) || Switches.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            var nearest = Spelling.Nearest(name, known);
            yield return $"--{name} is not a switch." + (nearest is null ? " --help lists them." : $" Did you mean --{nearest}?");
        }
    }

    private static string UsageOf(Verb verb) => $"  {Synopsis(verb)}{Environment.NewLine}      {verb.Meaning}";

    private static string Synopsis(Verb verb) => string.Join(
        ' ', ((string?[])[verb.Name, verb.Operands, verb.Switch is { } own ? $"[--{own} {own.ToUpperInvariant()}]" : null])
            .Where(part => !string.IsNullOrEmpty(part)));

    private static bool IsWithoutValue(string[] args, int index) =>
        IsSwitch(args[index])
        && ((args[index].EndsWith('=') && !args[index].Contains(':', StringComparison.Ordinal))
            || (!args[index].Contains('=', StringComparison.Ordinal) && (index == args.Length - 1 || IsSwitch(args[index + 1]))));

    private static bool IsSwitch(string arg) => arg.StartsWith("--", StringComparison.Ordinal);

    private static string NameOf(string arg) => arg[2..].Split('=', 2)[0];
}
