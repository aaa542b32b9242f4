using System.Text.Json;

namespace Overture.Mutants;

/// <summary>What is known of each mutant, kept in a file so that a run can go on where an earlier one ended.</summary>
internal sealed class Findings
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    private readonly Dictionary<string, string> _killedBy;

    private Findings(Dictionary<string, string> killedBy) => _killedBy = killedBy;

    private static string File => Checkout.PathOf("artifacts", "mutants", "findings.json");

    public static Findings Read(bool anew) => new(
        !anew && System.IO.File.Exists(File)
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(System.IO.File.ReadAllText(File))!
            : new Dictionary<string, string>());

    public string? KilledBy(Mutant mutant) => _killedBy.GetValueOrDefault(mutant.Key);

    public void Kill(Mutant mutant, string by)
    {
        lock (_killedBy) _killedBy[mutant.Key] = by;
    }

    public void Write()
    {
        lock (_killedBy) System.IO.File.WriteAllText(File, JsonSerializer.Serialize(_killedBy, Options));
    }
}
