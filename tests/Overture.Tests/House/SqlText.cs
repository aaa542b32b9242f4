using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Overture.Tests.House;

/// <summary>The texts of a program with its constants put in, and the tables that they name.</summary>
internal sealed partial class SqlText
{
    // In place of a value that is known only at run time.
    private const string Unknown = "?";
    private const int MaxDepth = 8;

    private readonly Dictionary<string, ExpressionSyntax> _constants;

    public SqlText(IEnumerable<ParsedSource> sources) => _constants = sources
        .SelectMany(source => source.Root.DescendantNodes().OfType<FieldDeclarationSyntax>())
        .Where(field => field.Modifiers.Any(SyntaxKind.ConstKeyword) || field.Modifiers.Any(SyntaxKind.StaticKeyword))
        .SelectMany(field => field.Declaration.Variables)
        .Where(variable => variable.Initializer is not null)
        .GroupBy(variable => $"{TypeAround(variable)}.{variable.Identifier.Text}")
        .ToDictionary(group => group.Key, group => group.First().Initializer!.Value);

    /// <summary>Every text of a file: what is concatenated is one, and stands where it begins.</summary>
    public IEnumerable<(int Line, string Text)> TextsOf(ParsedSource source) => source.Root.DescendantNodes()
        .OfType<ExpressionSyntax>()
        .Where(IsText)
        .Select(Whole)
        .Distinct()
        .Select(text => (source.LineOf(text.SpanStart), ValueOf(text) ?? ""));

    /// <summary>The value of an expression, if it is a text that the sources hold.</summary>
    public string? ValueOf(ExpressionSyntax expression) => ValueOf(expression, MaxDepth);

    /// <summary>The words where SQL has a table's name. SQL's keywords are in capitals here; prose has none.</summary>
    public static IEnumerable<string> TablesIn(string text) => Named().Matches(text)
        .SelectMany(match => match.Groups["table"].Captures)
        .Select(capture => capture.Value)
        .Distinct();

    private string? ValueOf(ExpressionSyntax expression, int depth) => depth == 0 ? null : expression switch
    {
        LiteralExpressionSyntax literal when IsText(literal) => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(part => PartOf(part, depth - 1))),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum =>
            (ValueOf(sum.Left, depth - 1) ?? Unknown) + (ValueOf(sum.Right, depth - 1) ?? Unknown),
        ParenthesizedExpressionSyntax inner => ValueOf(inner.Expression, depth - 1),
        IdentifierNameSyntax name => ConstantOf($"{TypeAround(name)}.{name.Identifier.Text}", depth - 1),
        MemberAccessExpressionSyntax { Expression: NameSyntax or MemberAccessExpressionSyntax } access =>
            ConstantOf($"{access.Expression.ToString().Split('.')[^1]}.{access.Name.Identifier.Text}", depth - 1),
        _ => null,
    };

    private string PartOf(InterpolatedStringContentSyntax part, int depth) => part switch
    {
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        // A name may be put in; a whole statement belongs to the folder that wrote it.
        InterpolationSyntax hole when ValueOf(hole.Expression, depth) is { } value && IsName(value) => value,
        _ => Unknown,
    };

    private string? ConstantOf(string name, int depth) =>
        _constants.TryGetValue(name, out var value) ? ValueOf(value, depth) : null;

    private static bool IsName(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static bool IsText(ExpressionSyntax node) =>
        node is InterpolatedStringExpressionSyntax
        || node.IsKind(SyntaxKind.StringLiteralExpression)
        || node.IsKind(SyntaxKind.Utf8StringLiteralExpression);

    private static ExpressionSyntax Whole(ExpressionSyntax node) => node.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Whole(sum),
        ParenthesizedExpressionSyntax inner => Whole(inner),
        _ => node,
    };

    private static string? TypeAround(SyntaxNode node) =>
        node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.Text;

    [GeneratedRegex("""
        \b(?:FROM|JOIN|INTO|UPDATE|USING|TABLE|REFERENCES|TRUNCATE)\s+
        (?:(?:ONLY|IF\s+(?:NOT\s+)?EXISTS)\s+)?
        "?(?<table>[a-z]\w*)"?(?:\s+(?:AS\s+)?[a-z]\w*)?
        (?:\s*,\s*"?(?<table>[a-z]\w*)"?(?:\s+(?:AS\s+)?[a-z]\w*)?)*
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Named();
}
