using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Overture.Mutants;

/// <summary>What surrounds a piece of code: whether it may be mutated, and what its mutants are called.</summary>
internal static class Site
{
    private static readonly ConditionalWeakTable<LambdaExpressionSyntax, StrongBox<bool>> ExpressionTrees = [];

    /// <summary>
    /// False where the compiler needs a constant, where code is data for the database, and where it only tells.
    /// </summary>
    public static bool IsMutable(SyntaxNode node, SemanticModel model)
    {
        foreach (var around in node.AncestorsAndSelf())
        {
            if (around is AttributeListSyntax or ParameterSyntax or EnumMemberDeclarationSyntax or CaseSwitchLabelSyntax
                or PatternSyntax or InterpolationFormatClauseSyntax)
            {
                return false;
            }

            if (around is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword)) return false;
            if (around is LocalDeclarationStatementSyntax { IsConst: true }) return false;
            if (around is LambdaExpressionSyntax lambda && IsExpressionTree(lambda, model)) return false;
            if (around is InvocationExpressionSyntax call && OnlyTells(call)) return false;
            if (around is MemberDeclarationSyntax { } member && IsLogging(member)) return false;
        }

        return true;
    }

    /// <summary>True when the code runs once in a process.</summary>
    public static bool IsStatic(SyntaxNode node) => node.Ancestors().Any(around => around switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.StaticKeyword),
        PropertyDeclarationSyntax { Initializer: not null } property =>
            property.Modifiers.Any(SyntaxKind.StaticKeyword),
        ConstructorDeclarationSyntax constructor => constructor.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    });

    /// <summary>The innermost type and member, such as <c>Breaker.After</c>.</summary>
    public static string NameOf(SyntaxNode node)
    {
        var type = node.Ancestors().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault()?.Identifier.Text;
        var member = node.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
            ConstructorDeclarationSyntax => "new",
            OperatorDeclarationSyntax @operator => $"operator {@operator.OperatorToken.Text}",
            _ => "",
        };
        return $"{type}.{member}";
    }

    /// <summary>True when the code gives a name to a value, so that it cannot stand there twice.</summary>
    public static bool Declares(SyntaxNode node) =>
        node.DescendantNodesAndSelf().Any(inner => inner is SingleVariableDesignationSyntax);

    private static bool IsExpressionTree(LambdaExpressionSyntax lambda, SemanticModel model) =>
        ExpressionTrees.GetValue(lambda, _ => new StrongBox<bool>(
            model.GetTypeInfo(lambda).ConvertedType?.Name == "Expression")).Value;

    private static bool OnlyTells(InvocationExpressionSyntax call) => call.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.Text.StartsWith("Log", StringComparison.Ordinal)
            || name.Identifier.Text == "nameof",
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } access =>
            owner.Identifier.Text is "instruments" or "_instruments" or "logger" or "builder"
            || access.Name.Identifier.Text.StartsWith("ThrowIf", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsLogging(MemberDeclarationSyntax member) => member is MethodDeclarationSyntax method
        && (method.Identifier.Text is "ToString" or "Configure" or "GetHashCode"
            || method.AttributeLists.SelectMany(list => list.Attributes)
                .Any(attribute => attribute.Name.ToString() is "LoggerMessage" or "GeneratedRegex"));
}
