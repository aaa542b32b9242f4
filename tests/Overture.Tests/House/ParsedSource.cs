using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Overture.Tests.House;

/// <summary>A C# file as the compiler reads it. The tests about the code share one parse of each file.</summary>
internal sealed class ParsedSource
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);
    private static readonly ConcurrentDictionary<string, Lazy<ParsedSource>> Parsed = [];

    private readonly SyntaxTree _tree;
    private readonly Lazy<HashSet<string>> _members;

    private ParsedSource(string file, string text)
    {
        File = file;
        _tree = CSharpSyntaxTree.ParseText(text, Options);
        Root = (CompilationUnitSyntax)_tree.GetRoot();
        _members = new(() => [.. Root.DescendantNodes().Select(MemberName).OfType<string>()]);
    }

    /// <summary>The path from the root of the repository.</summary>
    public string File { get; }

    public CompilationUnitSyntax Root { get; }

    public TextLineCollection Lines => _tree.GetText().Lines;

    /// <summary>Every file of these folders, migrations left out.</summary>
    public static IReadOnlyList<ParsedSource> Under(params string[] folders) =>
        [.. folders.SelectMany(Repository.Sources).AsParallel().AsOrdered().Select(Of)];

    /// <summary>A file that exists only in a test.</summary>
    public static ParsedSource Example(string text, string file = "Example.cs") => new(file, text);

    /// <summary>Whether the file declares a member, a parameter or a variable of this name.</summary>
    public bool DeclaresMember(string name) => _members.Value.Contains(name);

    public int LineOf(int position) => Lines.GetLineFromPosition(position).LineNumber + 1;

    public int LineOf(SyntaxToken token) => LineOf(token.SpanStart);

    /// <summary>Where something stands, as an editor opens it: <c>file:line</c>.</summary>
    public string At(SyntaxNode node) => $"{File}:{LineOf(node.SpanStart)}";

    private static string? MemberName(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax member => member.Identifier.Text,
        PropertyDeclarationSyntax member => member.Identifier.Text,
        EnumMemberDeclarationSyntax member => member.Identifier.Text,
        VariableDeclaratorSyntax member => member.Identifier.Text,
        ParameterSyntax member => member.Identifier.Text,
        SingleVariableDesignationSyntax member => member.Identifier.Text,
        _ => null,
    };

    private static ParsedSource Of(string file) =>
        Parsed.GetOrAdd(file, path => new(() => new ParsedSource(path, Repository.Read(path)))).Value;
}
