using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Overture.Mutants;

/// <summary>
/// Writes all mutants of a file into it, each behind a switch: <c>Mutation.Switch.On(7) ? mutated : original</c>. So
/// one build has them all, and one process can run any of them.
/// </summary>
internal sealed class MutatingRewriter(
    SemanticModel model, string file, Func<int> nextId, IReadOnlySet<string> dropped) : CSharpSyntaxRewriter
{
    public const string Annotation = "mutant";
    public const string SwitchType = "Overture.Mutation.Switch";

    private const int MaxText = 70;

    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);

    public List<Mutant> Mutants { get; } = [];

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        var visited = base.Visit(node);
        return (node, visited) switch
        {
            (ExpressionSyntax original, ExpressionSyntax inner) => VisitExpression(original, inner),
            (ExpressionStatementSyntax original, StatementSyntax inner) => VisitStatement(original, inner),
            (ContinueStatementSyntax or ReturnStatementSyntax { Expression: null }, StatementSyntax inner) =>
                VisitStatement((StatementSyntax)node!, inner),
            (SwitchExpressionArmSyntax original, SwitchExpressionArmSyntax inner) => VisitArm(original, inner),
            (CasePatternSwitchLabelSyntax original, CasePatternSwitchLabelSyntax inner) =>
                VisitLabel(original, inner),
            _ => visited,
        };
    }

    private ExpressionSyntax VisitExpression(ExpressionSyntax original, ExpressionSyntax inner)
    {
        if (original is TypeSyntax and not IdentifierNameSyntax || !IsValue(original)) return inner;
        if (!Site.IsMutable(original, model)) return inner;
        foreach (var (before, after, mutated) in TextsOf(original))
        {
            inner = Choose(original, Describe(before, after), mutated, inner);
        }

        // An increment that nobody reads is a statement, and a choice is none: the statement's own mutants do.
        if (original.Parent is ExpressionStatementSyntax) return inner;
        if (!Site.Declares(original))
        {
            foreach (var mutated in Replacements.Of(original))
            {
                var change = Describe(original.ToString(), mutated.NormalizeWhitespace().ToString());
                inner = Choose(original, change, mutated, inner);
            }
        }

        return IsDecision(original) ? ChooseTruth(original, inner) : inner;
    }

    /// <summary>A yes or no on which something depends, and which is no comparison with mutants of its own.</summary>
    private bool IsDecision(ExpressionSyntax node)
    {
        if (node is BinaryExpressionSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax
            or PrefixUnaryExpressionSyntax or AssignmentExpressionSyntax or ThrowExpressionSyntax
            or LambdaExpressionSyntax)
        {
            return node is BinaryExpressionSyntax && Site.Declares(node) && IsCondition(node);
        }

        return IsCondition(node) && model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_Boolean;
    }

    private static bool IsCondition(ExpressionSyntax node) => node.Parent switch
    {
        IfStatementSyntax or ConditionalExpressionSyntax or WhenClauseSyntax or ReturnStatementSyntax
            or ArrowExpressionClauseSyntax or WhileStatementSyntax or EqualsValueClauseSyntax
            or SwitchExpressionArmSyntax or LambdaExpressionSyntax or ArgumentSyntax => true,
        BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.LogicalAndExpression)
            || binary.IsKind(SyntaxKind.LogicalOrExpression),
        AssignmentExpressionSyntax assignment => assignment.Right == node,
        PrefixUnaryExpressionSyntax => false,
        _ => false,
    };

    /// <summary>Negated; where it names values, made false or true, of which the compiler takes one at most.</summary>
    private ExpressionSyntax ChooseTruth(ExpressionSyntax original, ExpressionSyntax inner)
    {
        var text = original.ToString();
        if (!Site.Declares(original))
        {
            return Mark(original, Describe(text, $"!({text})"), id => ParenthesizedExpression(
                BinaryExpression(SyntaxKind.NotEqualsExpression, On(id), ParenthesizedExpression(inner)))) ?? inner;
        }

        inner = Mark(original, Describe(text, "false"), id => ParenthesizedExpression(
            BinaryExpression(
                SyntaxKind.LogicalAndExpression, ParenthesizedExpression(inner), Not(On(id))))) ?? inner;
        return Mark(original, Describe(text, "true"), id => ParenthesizedExpression(
            BinaryExpression(SyntaxKind.LogicalOrExpression, ParenthesizedExpression(inner), On(id)))) ?? inner;
    }

    private StatementSyntax VisitStatement(StatementSyntax original, StatementSyntax inner)
    {
        if (!Site.IsMutable(original, model)
            || (original as ExpressionStatementSyntax)?.Expression is InvocationExpressionSyntax call
                && !Site.IsMutable(call, model))
        {
            return inner;
        }

        if (original is ExpressionStatementSyntax { Expression: var expression } && !Site.Declares(expression))
        {
            foreach (var mutated in Replacements.Of(expression))
            {
                var text = Describe(expression.ToString(), mutated.NormalizeWhitespace().ToString());
                inner = Mark(original, text, id => Block(IfStatement(
                    On(id), Block(ExpressionStatement(mutated)), ElseClause(Block(inner))))) ?? inner;
            }
        }

        return Mark(original, Describe(original.ToString(), "nothing"), id =>
            Block(IfStatement(Not(On(id)), Block(inner)))) ?? inner;
    }

    /// <summary>As if the arm were not there; one that takes everything stays.</summary>
    private SwitchExpressionArmSyntax VisitArm(SwitchExpressionArmSyntax original, SwitchExpressionArmSyntax inner)
    {
        var takesAll = original.Pattern is DiscardPatternSyntax or VarPatternSyntax;
        if (takesAll || !Site.IsMutable(original, model)) return inner;
        return Mark(original, Describe($"{original.Pattern} {original.WhenClause}".Trim(), "no such arm"), id =>
            inner.WithWhenClause(Unless(id, inner.WhenClause))) ?? inner;
    }

    private CasePatternSwitchLabelSyntax VisitLabel(
        CasePatternSwitchLabelSyntax original, CasePatternSwitchLabelSyntax inner) =>
        Mark(original, Describe(original.ToString(), "no such case"), id =>
            inner.WithWhenClause(Unless(id, inner.WhenClause))) ?? inner;

    private static WhenClauseSyntax Unless(int id, WhenClauseSyntax? clause) => WhenClause(clause is null
        ? Not(On(id))
        : BinaryExpression(
            SyntaxKind.LogicalAndExpression, ParenthesizedExpression(clause.Condition), Not(On(id))));

    /// <summary>Where a constant with a statement of the database is used, its mutants.</summary>
    private IEnumerable<(string Before, string After, ExpressionSyntax Mutated)> TextsOf(ExpressionSyntax node)
    {
        var isWhole = node is IdentifierNameSyntax or MemberAccessExpressionSyntax
            || node.IsKind(SyntaxKind.StringLiteralExpression);
        var isPart = node.Parent is MemberAccessExpressionSyntax or BinaryExpressionSyntax or InterpolationSyntax;
        if (!isWhole || isPart) return [];
        return model.GetConstantValue(node) is { HasValue: true, Value: string text } && SqlReplacements.IsSql(text)
            ? SqlReplacements.Of(text).Select(mutant => (
                mutant.Before, mutant.After,
                (ExpressionSyntax)LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(mutant.Text))))
            : [];
    }

    private static bool IsValue(ExpressionSyntax node) => node.Parent is not (
        UsingDirectiveSyntax or NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax or NamespaceDeclarationSyntax
        or InitializerExpressionSyntax { Parent: null }) && !IsTarget(node);

    // What is written to cannot be a choice.
    private static bool IsTarget(ExpressionSyntax node) =>
        node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node;

    private ExpressionSyntax Choose(
        ExpressionSyntax original, string change, ExpressionSyntax mutated, ExpressionSyntax inner) =>
        Mark(original, change, id => ParenthesizedExpression(ConditionalExpression(
            On(id), ParenthesizedExpression(mutated.WithoutTrivia()), ParenthesizedExpression(inner.WithoutTrivia()))))
        ?? inner;

    /// <summary>Makes the mutant, unless the compiler did not take it before.</summary>
    private T? Mark<T>(SyntaxNode original, string change, Func<int, T> write)
        where T : SyntaxNode
    {
        var member = Site.NameOf(original);
        var ordinal = _ordinals[$"{member} {change}"] = _ordinals.GetValueOrDefault($"{member} {change}") + 1;
        var mutant = new Mutant(
            nextId(), file, original.GetLocation().GetLineSpan().StartLinePosition.Line + 1, member, change, ordinal,
            Site.IsStatic(original));
        if (dropped.Contains(mutant.Key)) return null;
        Mutants.Add(mutant);
        return write(mutant.Id).WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, mutant.Key));
    }

    private static ExpressionSyntax On(int id) => ParseExpression($"global::{SwitchType}.On({id})");

    private static PrefixUnaryExpressionSyntax Not(ExpressionSyntax expression) =>
        PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, expression);

    private static string Describe(string before, string after) => $"{Short(before)} -> {Short(after)}";

    private static string Short(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxText ? line : $"{line[..(MaxText / 2)]}…{line[^(MaxText / 2)..]}";
    }
}
