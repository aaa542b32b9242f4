namespace Overture.Mutants;

/// <summary>One small change of the deciding code that some test should notice.</summary>
/// <param name="Id">Its number in the mutated assemblies; another after each change of the sources.</param>
/// <param name="File">Where it is, from the root of the checkout.</param>
/// <param name="Line">The line, for people.</param>
/// <param name="Member">The type and member that it changes.</param>
/// <param name="Change">What is changed into what.</param>
/// <param name="Ordinal">Tells apart those that are otherwise the same.</param>
/// <param name="IsStatic">True when the changed code runs once in a process.</param>
internal sealed record Mutant(
    int Id, string File, int Line, string Member, string Change, int Ordinal, bool IsStatic)
{
    /// <summary>Names it across runs and across changes elsewhere in its file.</summary>
    public string Key => $"{File} | {Member} | {Change}{(Ordinal > 1 ? $" #{Ordinal}" : "")}";

    public string Folder => Path.GetDirectoryName(File)!.Replace('\\', '/');
}
