using System.Text.RegularExpressions;

namespace Overture.Tests.House;

/// <summary>Reads C# well enough for rules about names: without comments and without what stands in strings.</summary>
internal static partial class SourceText
{
    /// <summary>The code alone. Comments vanish; a string literal becomes an empty one.</summary>
    public static string CodeOf(string source) => Ignored().Replace(source, match =>
        match.Value[0] == '/' ? new string('\n', match.Value.Count(c => c == '\n')) : "\"\"");

    /// <summary>Names of the types that a file declares directly in its namespace.</summary>
    public static IReadOnlyList<string> TypesOf(string source) =>
        TypeDeclaration().Matches(CodeOf(source)).Select(match => match.Groups["name"].Value).Distinct().ToList();

    public static string? NamespaceOf(string source) =>
        NamespaceDeclaration().Match(CodeOf(source)) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex("""
        //[^\n]*
        | /\*.*?\*/
        | [$@]*(?<raw>"{3,}).*?\k<raw>"*
        | (?:@\$?|\$@)"(?:[^"]|"")*"
        | \$?"(?:[^"\\\n]|\\.)*"
        | '(?:[^'\\\n]|\\[^\n]{1,9}?)'
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Ignored();

    // With file-scoped namespaces a declaration in the first column is a type of the namespace.
    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe) +)*"
        + @"(?:class|record +struct|record +class|record|struct|enum|interface|delegate +[\w<>?., ]+?) +"
        + @"(?<name>\w+)\s*(?=[<({:;\n]|$)",
        RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^namespace +(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();
}
