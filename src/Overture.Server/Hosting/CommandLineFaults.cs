using System.CommandLine;
using System.CommandLine.Parsing;
using Overture.Server.Http;

namespace Overture.Server.Hosting;

/// <summary>
/// Mistakes on the command line, each in a sentence. A misspelt word must not start a server that ignores it.
/// </summary>
internal static class CommandLineFaults
{
    /// <summary>The first kind of mistake alone: what follows a missing or misspelt word would be misread.</summary>
    public static IReadOnlyList<string> Of(ParseResult line) =>
        ((IEnumerable<string>[])
        [
            MissingValues(line), UnknownCommands(line), UnknownOptions(line), MissingArguments(line), SpareWords(line),
        ])
        .Select(kind => kind.Distinct().ToList())
        .FirstOrDefault(kind => kind.Count > 0) ?? [];

    private static IEnumerable<string> MissingValues(ParseResult line) => OptionsOf(line)
        .Where(option => option is TextOption
            && line.GetResult(option) is { Implicit: false } result
            && (result.Tokens.Count == 0 || IsOption(result.Tokens[^1].Value)))
        .Select(option => $"{option.Name} needs a value.");

    private static IEnumerable<string> UnknownCommands(ParseResult line)
    {
        if (!Serves(line) || line.UnmatchedTokens is not [var word, ..] || word.StartsWith('-')) yield break;
        var known = line.RootCommandResult.Command.Subcommands.Select(command => command.Name).ToArray();
        var nearest = Spelling.Nearest(word, known);
        yield return $"\"{word}\" is not a command. "
            + (nearest is null ? "--help lists them." : $"Did you mean {nearest}?");
    }

    private static IEnumerable<string> UnknownOptions(ParseResult line)
    {
        var known = OptionsOf(line).Where(option => !option.Hidden).Select(option => option.Name).ToArray();
        var taken = line.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value).Where(IsOption);
        foreach (var word in taken.Concat(line.UnmatchedTokens.Where(word => word.StartsWith('-'))))
        {
            var name = word.Split('=', 2)[0];
            var nearest = Spelling.Nearest(name, known);
            yield return $"{name} is not an option. "
                + (nearest is null ? "--help lists them." : $"Did you mean {nearest}?");
        }
    }

    private static IEnumerable<string> MissingArguments(ParseResult line) => line.Errors
        .Select(error => error.SymbolResult).OfType<ArgumentResult>()
        .Select(missing => $"{line.CommandResult.Command.Name} needs {missing.Argument.Name}: {Synopsis(line)}")
        .Take(1);

    private static IEnumerable<string> SpareWords(ParseResult line) => line.UnmatchedTokens.Take(1).Select(word =>
        $"{line.CommandResult.Command.Name} has no argument for \"{word}\"; put a name with spaces in quotes.");

    private static string Synopsis(ParseResult line)
    {
        var command = line.CommandResult.Command;
        return string.Join(' ',
        [
            CommandLine.ProgramName, command.Name, .. command.Arguments.Select(argument => argument.Name),
            .. command.Options.OfType<TextOption>().Select(option => $"[{option.Name} {option.HelpName}]"),
        ]);
    }

    private static bool Serves(ParseResult line) => line.CommandResult == line.RootCommandResult;

    private static IEnumerable<Option> OptionsOf(ParseResult line) =>
        line.CommandResult.Command.Options.Concat(line.RootCommandResult.Command.Options).Distinct();

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);
}
