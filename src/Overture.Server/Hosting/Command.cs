using Overture.Server.Hosting.Verbs;

namespace Overture.Server.Hosting;

/// <summary>The command line taken apart: what to do, on what, and the settings that are left.</summary>
/// <param name="Verb">What to do; null is to serve.</param>
/// <param name="Operands">The words behind the verb, before the first switch.</param>
/// <param name="SwitchValue">The value of the verb's own switch, if it stands there.</param>
/// <param name="Settings">The rest, for the configuration, which would read an operand with a slash or a sign as a setting.</param>
internal sealed record Command(Verb? Verb, string[] Operands, string? SwitchValue, string[] Settings)
{
    public static Command Of(string[] args)
    {
        var verb = Verb.All.FirstOrDefault(verb => args is [var first, ..] && first == verb.Name);
        if (verb is null) return new Command(null, [], null, args);
        var operands = args.Skip(1).TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToArray();
        var settings = args.Skip(1 + operands.Length).ToList();
        var value = verb.Switch is { } name ? Take(settings, $"--{name}") : null;
        return new Command(verb, operands, value, [.. settings]);
    }

    private static string? Take(List<string> settings, string name)
    {
        var at = settings.FindIndex(arg => arg == name || arg.StartsWith($"{name}=", StringComparison.Ordinal));
        if (at < 0) return null;
        var parts = settings[at].Split('=', 2);
        settings.RemoveAt(at);
        if (parts.Length == 2) return parts[1];
        var value = settings.ElementAtOrDefault(at);
        if (value is not null) settings.RemoveAt(at);
        return value;
    }
}
