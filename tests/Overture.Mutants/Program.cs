using System.Globalization;
using Overture.Mutants;
using Overture.Processes;

if (args is [Worker.Word, var program]) return Worker.Serve(program);
try
{
    using var folder = RunFolder.Make(Path.GetTempPath());
    return await new MutationRun(Arguments.Parse(args)).RunAsync();
}
catch (MutationException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

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
