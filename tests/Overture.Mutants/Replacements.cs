using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Overture.Mutants;

/// <summary>What an expression can be mutated into. Each is written from the original code.</summary>
internal static class Replacements
{
    private static readonly Dictionary<SyntaxKind, (SyntaxKind Expression, SyntaxKind Token)[]> Operators = new()
    {
        [SyntaxKind.LessThanExpression] =
        [
            (SyntaxKind.LessThanOrEqualExpression, SyntaxKind.LessThanEqualsToken),
            (SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.GreaterThanEqualsToken),
        ],
        [SyntaxKind.LessThanOrEqualExpression] =
        [
            (SyntaxKind.LessThanExpression, SyntaxKind.LessThanToken),
            (SyntaxKind.GreaterThanExpression, SyntaxKind.GreaterThanToken),
        ],
        [SyntaxKind.GreaterThanExpression] =
        [
            (SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.GreaterThanEqualsToken),
            (SyntaxKind.LessThanOrEqualExpression, SyntaxKind.LessThanEqualsToken),
        ],
        [SyntaxKind.GreaterThanOrEqualExpression] =
        [
            (SyntaxKind.GreaterThanExpression, SyntaxKind.GreaterThanToken),
            (SyntaxKind.LessThanExpression, SyntaxKind.LessThanToken),
        ],
        [SyntaxKind.EqualsExpression] = [(SyntaxKind.NotEqualsExpression, SyntaxKind.ExclamationEqualsToken)],
        [SyntaxKind.NotEqualsExpression] = [(SyntaxKind.EqualsExpression, SyntaxKind.EqualsEqualsToken)],
        [SyntaxKind.LogicalAndExpression] = [(SyntaxKind.LogicalOrExpression, SyntaxKind.BarBarToken)],
        [SyntaxKind.LogicalOrExpression] = [(SyntaxKind.LogicalAndExpression, SyntaxKind.AmpersandAmpersandToken)],
        [SyntaxKind.AddExpression] = [(SyntaxKind.SubtractExpression, SyntaxKind.MinusToken)],
        [SyntaxKind.SubtractExpression] = [(SyntaxKind.AddExpression, SyntaxKind.PlusToken)],
        [SyntaxKind.MultiplyExpression] = [(SyntaxKind.DivideExpression, SyntaxKind.SlashToken)],
        [SyntaxKind.DivideExpression] = [(SyntaxKind.MultiplyExpression, SyntaxKind.AsteriskToken)],
        [SyntaxKind.ModuloExpression] = [(SyntaxKind.MultiplyExpression, SyntaxKind.AsteriskToken)],
    };

    private static readonly Dictionary<string, string> Calls = new(StringComparer.Ordinal)
    {
        ["Any"] = "All",
        ["All"] = "Any",
        ["Min"] = "Max",
        ["Max"] = "Min",
        ["OrderBy"] = "OrderByDescending",
        ["OrderByDescending"] = "OrderBy",
        ["First"] = "Last",
        ["FirstOrDefault"] = "LastOrDefault",
        ["LastOrDefault"] = "FirstOrDefault",
        ["StartsWith"] = "EndsWith",
        ["EndsWith"] = "StartsWith",
        ["Floor"] = "Ceiling",
        ["Ceiling"] = "Floor",
    };

    public static IEnumerable<ExpressionSyntax> Of(ExpressionSyntax node) => node switch
    {
        BinaryExpressionSyntax binary => OfBinary(binary),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => [not.Operand],
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => [minus.Operand],
        LiteralExpressionSyntax literal => OfLiteral(literal),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
            when Calls.TryGetValue(access.Name.Identifier.Text, out var other) && access.Name is IdentifierNameSyntax =>
            [call.WithExpression(access.WithName(IdentifierName(other)))],
        IsPatternExpressionSyntax pattern => OfPattern(pattern.Pattern).Select(pattern.WithPattern),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } add =>
            [AssignmentExpression(SyntaxKind.SubtractAssignmentExpression, add.Left, add.Right)],
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SubtractAssignmentExpression } subtract =>
            [AssignmentExpression(SyntaxKind.AddAssignmentExpression, subtract.Left, subtract.Right)],
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } up =>
            [PostfixUnaryExpression(SyntaxKind.PostDecrementExpression, up.Operand)],
        _ => [],
    };

    /// <summary>A pattern with one of its comparisons or joints changed; names in it stay as they are.</summary>
    public static IEnumerable<PatternSyntax> OfPattern(PatternSyntax pattern)
    {
        foreach (var inner in pattern.DescendantNodesAndSelf().OfType<PatternSyntax>())
        {
            foreach (var other in OfOnePattern(inner)) yield return pattern.ReplaceNode(inner, other);
        }
    }

    private static IEnumerable<PatternSyntax> OfOnePattern(PatternSyntax pattern)
    {
        switch (pattern)
        {
            case RelationalPatternSyntax { OperatorToken.RawKind: (int)SyntaxKind.LessThanToken } less:
                return [less.WithOperatorToken(Token(SyntaxKind.LessThanEqualsToken))];
            case RelationalPatternSyntax { OperatorToken.RawKind: (int)SyntaxKind.LessThanEqualsToken } less:
                return [less.WithOperatorToken(Token(SyntaxKind.LessThanToken))];
            case RelationalPatternSyntax { OperatorToken.RawKind: (int)SyntaxKind.GreaterThanToken } more:
                return [more.WithOperatorToken(Token(SyntaxKind.GreaterThanEqualsToken))];
            case RelationalPatternSyntax { OperatorToken.RawKind: (int)SyntaxKind.GreaterThanEqualsToken } more:
                return [more.WithOperatorToken(Token(SyntaxKind.GreaterThanToken))];
            case BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } or:
                return [or.Left, or.Right];
            case BinaryPatternSyntax { RawKind: (int)SyntaxKind.AndPattern } and:
                return [and.Left, and.Right];
            case ConstantPatternSyntax { Expression: LiteralExpressionSyntax literal } constant:
                return OfLiteral(literal).Select(constant.WithExpression);
            case RecursivePatternSyntax { PropertyPatternClause: { Subpatterns.Count: > 1 } clause } recursive:
                return clause.Subpatterns.Select(part => recursive.WithPropertyPatternClause(
                    clause.WithSubpatterns(clause.Subpatterns.Remove(part))));
            default:
                return [];
        }
    }

    private static IEnumerable<ExpressionSyntax> OfBinary(BinaryExpressionSyntax binary)
    {
        if (binary.IsKind(SyntaxKind.CoalesceExpression)) return [binary.Left, binary.Right];
        if (!Operators.TryGetValue(binary.Kind(), out var others)) return [];
        // Joining texts is no arithmetic.
        if (binary.IsKind(SyntaxKind.AddExpression) && IsText(binary)) return [];
        return others.Select(other =>
            BinaryExpression(other.Expression, binary.Left, Token(other.Token), binary.Right));
    }

    private static bool IsText(BinaryExpressionSyntax binary) => binary.DescendantNodes().Any(node =>
        node is InterpolatedStringExpressionSyntax || node.IsKind(SyntaxKind.StringLiteralExpression));

    private static IEnumerable<ExpressionSyntax> OfLiteral(LiteralExpressionSyntax literal)
    {
        switch (literal.Kind())
        {
            case SyntaxKind.TrueLiteralExpression:
                return [LiteralExpression(SyntaxKind.FalseLiteralExpression)];
            case SyntaxKind.FalseLiteralExpression:
                return [LiteralExpression(SyntaxKind.TrueLiteralExpression)];
            case SyntaxKind.NumericLiteralExpression when literal.Token.Value is int number:
                return [LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(number + 1))];
            case SyntaxKind.CharacterLiteralExpression when literal.Token.Value is char character:
                return [LiteralExpression(SyntaxKind.CharacterLiteralExpression, Literal((char)(character ^ 1)))];
            default:
                return [];
        }
    }
}
