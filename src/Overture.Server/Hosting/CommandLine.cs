using Overture.Server.Http;

namespace Overture.Server.Hosting;

/// <summary>What may stand on the command line beside settings: a verb first, and a few plain switches.</summary>
internal static class CommandLine
{
    public const string Usage = """
        usage: overture-server [check-ledger] [--urls URL] [--data DIR] [--Overture:SECTION:KEY=VALUE …]

          (no verb)      serve until told to stop
          check-ledger   prove that every balance is the sum of its entries and every invitation is paid for as its
                         state says; exit code 1 when it is not

          --urls URL     where to listen (default http://127.0.0.1:8080)
          --data DIR     folder for everything that is kept (default .data)

        docs/configuration.md lists all settings.
        """;

    private static readonly string[] Verbs = [CheckLedger.Verb];

    // The last three belong to the framework's own host.
    private static readonly string[] Switches = ["urls", "data", "environment", "contentRoot", "applicationName"];

    public static bool AsksForHelp(string[] args) => args is ["--help" or "-h" or "help", ..];

    /// <summary>Words that nobody would read: a misspelt verb or switch must not start a server that ignores it.</summary>
    public static IEnumerable<string> FaultsOf(string[] args)
    {
        if (args is [var first, ..] && !first.StartsWith('-') && !Verbs.Contains(first))
            yield return $"\"{first}\" is not a verb. There is: {string.Join(", ", Verbs)}; --help tells more.";
        for (var i = 0; i < args.Length; i++)
        {
            if (IsWithoutValue(args, i)) yield return $"{args[i].TrimEnd('=')} needs a value.";
        }

        foreach (var name in args.Where(arg => arg.StartsWith("--", StringComparison.Ordinal)).Select(NameOf))
        {
            // Names with a colon are settings, and checked as such.
            if (name.Contains(':', StringComparison.Ordinal) || Switches.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            var nearest = Spelling.Nearest(name, Switches);
            yield return $"--{name} is not a switch." + (nearest is null ? " --help lists them." : $" Did you mean --{nearest}?");
        }
    }

    private static bool IsWithoutValue(string[] args, int index) =>
        args[index].StartsWith("--", StringComparison.Ordinal)
        && ((args[index].EndsWith('=') && !args[index].Contains(':', StringComparison.Ordinal))
            || (!args[index].Contains('=', StringComparison.Ordinal)
                && (index == args.Length - 1 || args[index + 1].StartsWith("--", StringComparison.Ordinal))));

    private static string NameOf(string arg) => arg[2..].Split('=', 2)[0];
}
