using System.Globalization;

namespace Overture.Mutants;

/// <summary>How many mutants were noticed, by folder; and those that were not.</summary>
internal static class Score
{
    private static string EquivalentFile => Checkout.PathOf("tests", "Overture.Mutants", "equivalent.txt");

    /// <summary>Those that change nothing that anybody could notice, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Equivalent() => File.ReadLines(EquivalentFile)
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(" || ", 2))
        .ToDictionary(parts => parts[0], parts => parts.Length == 2 ? parts[1] : "", StringComparer.Ordinal);

    /// <summary>Prints the table; the score of all.</summary>
    public static double Print(IReadOnlyList<Mutant> mutants, Findings findings)
    {
        var equivalent = Equivalent();
        foreach (var stale in equivalent.Keys.Except(mutants.Select(mutant => mutant.Key)))
        {
            Console.WriteLine($"No longer a mutant, in equivalent.txt: {stale}");
        }

        var counted = mutants.Where(mutant => !equivalent.ContainsKey(mutant.Key)).ToList();
        Console.WriteLine("| Folder | Mutants | Noticed | Equivalent | Score |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        var folders = mutants.GroupBy(mutant => mutant.Folder).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            Print($"`{folder.Key}`", [.. folder], findings, equivalent);
        }

        Print("all", mutants, findings, equivalent);
        foreach (var mutant in counted.Where(mutant => findings.KilledBy(mutant) is null))
        {
            Console.WriteLine($"not noticed: {mutant.Key} (line {mutant.Line})");
        }

        return Of(counted, findings);
    }

    private static void Print(
        string name, IReadOnlyList<Mutant> mutants, Findings findings, IReadOnlyDictionary<string, string> equivalent)
    {
        var counted = mutants.Where(mutant => !equivalent.ContainsKey(mutant.Key)).ToList();
        var noticed = counted.Count(mutant => findings.KilledBy(mutant) is not null);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {counted.Count} | {noticed} | {mutants.Count - counted.Count} | "
            + $"{Of(counted, findings):0.0} % |"));
    }

    private static double Of(List<Mutant> mutants, Findings findings) => mutants.Count == 0
        ? 100
        : 100.0 * mutants.Count(mutant => findings.KilledBy(mutant) is not null) / mutants.Count;
}
