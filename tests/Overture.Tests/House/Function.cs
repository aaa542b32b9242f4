using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Overture.Tests.House;

/// <summary>A method, constructor, operator, accessor or local function with a body, and how long it is.</summary>
/// <param name="Place">Where an editor opens it.</param>
/// <param name="Name">With the type that it belongs to.</param>
/// <param name="Lines">From the line of its signature to the line of its end, both counted.</param>
/// <param name="IsTable">Whether it is a single switch expression: a table, as long as what it lists.</param>
internal sealed record Function(string Place, string Name, int Lines, bool IsTable)
{
    public static IEnumerable<Function> In(ParsedSource source) =>
        from node in source.Root.DescendantNodes()
        let body = BodyOf(node)
        where body is not null
        let begin = source.LineOf(SignatureOf(node))
        select new Function(
            $"{source.File}:{begin}",
            $"{node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.Text}.{NameOf(node)}",
            source.LineOf(node.Span.End) - begin + 1,
            IsSwitch(body));

    private static SyntaxNode? BodyOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
        PropertyDeclarationSyntax property => property.ExpressionBody,
        IndexerDeclarationSyntax indexer => indexer.ExpressionBody,
        _ => null,
    };

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax => "constructor",
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.Text,
        _ => node.Kind().ToString(),
    };

    /// <summary>Attributes and documentation stand before the signature.</summary>
    private static SyntaxToken SignatureOf(SyntaxNode node)
    {
        var attributes = node.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault();
        return attributes is null ? node.GetFirstToken() : attributes.GetLastToken().GetNextToken();
    }

    private static bool IsSwitch(SyntaxNode body) => body switch
    {
        ArrowExpressionClauseSyntax { Expression: SwitchExpressionSyntax } => true,
        BlockSyntax { Statements: [ReturnStatementSyntax { Expression: SwitchExpressionSyntax }] } => true,
        _ => false,
    };
}
