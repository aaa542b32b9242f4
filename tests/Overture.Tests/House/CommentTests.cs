using System.Text.RegularExpressions;

namespace Overture.Tests.House;

/// <summary>What must not stand in a file, whatever the language.</summary>
public sealed partial class CommentTests
{
    private static readonly string[] Text =
    [
        ".cs", ".md", ".json", ".csproj", ".props", ".slnx", ".txt", ".yml", ".yaml", ".cfg", ".service", ".example",
        ".editorconfig", "",
    ];

    private static IEnumerable<(string File, int Number, string Line)> Lines(Func<string, bool> of) => Repository.Files
        .Where(file => Text.Contains(Path.GetExtension(file)) && of(file))
        .SelectMany(file => Repository.Read(file).Split('\n').Select((line, index) => (file, index + 1, line)));

    [Fact]
    public void Nothing_is_left_to_do_in_a_comment() => Findings.None(Lines(file => !IsThisFolder(file))
        .Where(entry => Unfinished().IsMatch(entry.Line))
        .Select(entry => $"{entry.File}:{entry.Number}: {entry.Line.Trim()}"));

    [Fact]
    public void A_suppressed_warning_says_why() =>
        Findings.None(Repository.Sources("src").Concat(Repository.Sources("tests")).Concat(Repository.Sources("bench"))
            .SelectMany(file => Repository.Read(file).Split('\n')
                .Select((line, index) => (file, Number: index + 1, Line: line.Trim())))
            .Where(entry => entry.Line.StartsWith("#pragma warning disable", StringComparison.Ordinal)
                && !entry.Line.Contains("//", StringComparison.Ordinal))
            .Select(entry => $"{entry.file}:{entry.Number}: {entry.Line}"));

    [Fact]
    public void No_path_of_anybodys_machine_stands_anywhere() => Findings.None(Lines(file => !IsThisFolder(file))
        .Where(entry => MachinePath().IsMatch(entry.Line))
        .Select(entry => $"{entry.File}:{entry.Number}: {entry.Line.Trim()}"));

    [Fact]
    public void No_secret_stands_anywhere() => Findings.None(Lines(file => !IsThisFolder(file))
        .Where(entry => Secret().IsMatch(entry.Line))
        .Select(entry => $"{entry.File}:{entry.Number}"));

    // The patterns themselves stand here.
    private static bool IsThisFolder(string file) => file == "tests/Overture.Tests/House/CommentTests.cs";

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\w.}])/(work|root|home|Users)/\w|[A-Z]:\\Users\\", RegexOptions.None)]
    private static partial Regex MachinePath();

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE "
        + @"KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{20,}|\bAQED[\w-]{60,}"
        + @"|\bsk-[A-Za-z0-9]{30,}|\bxox[abprs]-[\w-]{10,}|\bAIza[\w-]{35}\b|\beyJ[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}")]
    private static partial Regex Secret();
}
