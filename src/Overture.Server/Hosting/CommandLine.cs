using System.CommandLine;
using System.CommandLine.Help;
using Overture.Server.Hosting.Commands;
using Overture.Server.Storage;

namespace Overture.Server.Hosting;

/// <summary>The program's commands and options, and the settings that can be given beside them.</summary>
internal static class CommandLine
{
    public const string ProgramName = "overture-server";

    private const string Description = $"""
        The gateway. Without a command it serves until it is stopped.

        Commands work on the gateway's store, also while it serves. Every setting can be given as --SECTION:KEY=VALUE,
        such as --Overture:Http:RequestsPerMinute=600; docs/configuration.md lists them, docs/operations.md explains
        the commands.
        """;

    private static readonly ParserConfiguration Plain =
        new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static ServerArguments Parse(string[] args)
    {
        var (settings, others, faults) = TakeSettings(args is ["help", .. var topic] ? [.. topic, "--help"] : args);
        var root = CreateRoot();
        var line = root.Parse(others, Plain);
        settings.AddRange(
            root.Options.OfType<SettingOption>().Select(option => SettingOf(line, option)).OfType<string>());
        return new ServerArguments(line, [.. settings], [.. faults, .. CommandLineFaults.Of(line)]);
    }

    /// <summary>Prints the usage text if the arguments ask for it.</summary>
    public static bool PrintHelp(ServerArguments arguments)
    {
        if (arguments.Line.Action is not HelpAction help) return false;
        help.Invoke(arguments.Line);
        return true;
    }

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand(Description)
        {
            new SettingOption(
                "--urls", ListenAddresses.Key, "URL", $"Where to listen; default {ListenAddresses.Default}"),
            new SettingOption(
                "--data", $"{StorageOptions.Section}:{nameof(StorageOptions.Directory)}", "DIR",
                $"Folder for everything the server stores; default {new StorageOptions().Directory}"),
            // Options of the framework's host.
            new SettingOption("--environment", "environment"),
            new SettingOption("--contentRoot", "contentRoot"),
            new SettingOption("--applicationName", "applicationName"),
        };
        foreach (var command in OperatorCommand.CreateAll()) root.Subcommands.Add(command);
        // Only the help is of use here: no version, and no completion by a directive.
        foreach (var version in root.Options.OfType<VersionOption>().ToList()) root.Options.Remove(version);
        root.Directives.Clear();
        return root;
    }

    /// <summary>
    /// Takes the settings out: any name with a colon is one. The parser would take them for arguments of the command.
    /// </summary>
    private static (List<string> Settings, List<string> Others, List<string> Faults) TakeSettings(string[] args)
    {
        var (settings, others, faults) = (new List<string>(), new List<string>(), new List<string>());
        for (var index = 0; index < args.Length; index++)
        {
            var arg = args[index];
            if (!IsSetting(arg)) others.Add(arg);
            else if (arg.Contains('=', StringComparison.Ordinal)) settings.Add(arg);
            else if (index + 1 < args.Length && !IsOption(args[index + 1])) settings.Add($"{arg}={args[++index]}");
            else faults.Add($"{arg} needs a value.");
        }

        return (settings, others, faults);
    }

    private static bool IsSetting(string arg) =>
        IsOption(arg) && arg.Split('=', 2)[0].Contains(':', StringComparison.Ordinal);

    private static bool IsOption(string arg) => arg.StartsWith("--", StringComparison.Ordinal);

    private static string? SettingOf(ParseResult line, SettingOption option) =>
        line.GetResult(option)?.Tokens is [.., var last] ? $"--{option.Setting}={last.Value}" : null;
}
