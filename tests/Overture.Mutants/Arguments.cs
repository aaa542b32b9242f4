using System.Globalization;

namespace Overture.Mutants;

/// <summary>What <c>./mutate</c> was asked for.</summary>
internal sealed record Arguments(bool GoesOn, bool Functional, double Minutes, double Goal, string Only)
{
    public static Arguments Parse(string[] words) => new(
        words.Contains("--continue"), !words.Contains("--fast"),
        double.Parse(Value(words, "--minutes") ?? "600", CultureInfo.InvariantCulture),
        double.Parse(Value(words, "--goal") ?? "90", CultureInfo.InvariantCulture),
        Value(words, "--only") ?? "");

    private static string? Value(string[] words, string name) =>
        Array.IndexOf(words, name) is var at and >= 0 && at + 1 < words.Length ? words[at + 1] : null;
}
