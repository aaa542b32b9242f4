using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Overture.Tests.House;

/// <summary>
/// One brace style: a statement without braces stands on the line of its <c>if</c>, <c>for</c>, <c>using</c> and so on;
/// one that needs a line of its own needs braces.
/// </summary>
public sealed class BraceTests
{
    [Fact]
    public void A_statement_on_a_line_of_its_own_has_braces() =>
        Findings.None(ParsedSource.Under("src", "tests", "bench").SelectMany(FaultsOf));

    [Theory]
    [InlineData("if (a) return;")]
    [InlineData("if (a) { return; }")]
    [InlineData("if (a)\n{\n    return;\n}")]
    [InlineData("if (a) return;\nelse Go();")]
    [InlineData("if (a) return;\nelse if (b) Go();\nelse Stop();")]
    [InlineData("if (a\n    && b) return;")]
    [InlineData("foreach (var x in y) Go(x,\n    1);")]
    [InlineData("using (a)\nusing (b)\n{\n    Go();\n}")]
    [InlineData("while (a) ;")]
    [InlineData("using var x = Open();\nGo();")]
    public void Both_forms_are_accepted(string statements) => Assert.Empty(FaultsOf(Method(statements)));

    [Theory]
    [InlineData("if (a)\n    return;", "if", 2)]
    [InlineData("if (a) return;\nelse\n    Go();", "else", 3)]
    [InlineData("if (a) return;\nelse\nif (b)\n    Go();", "if", 4)]
    [InlineData("for (;;)\n    Go();", "for", 2)]
    [InlineData("foreach (var x in y)\n    Go(x);", "foreach", 2)]
    [InlineData("foreach (var (x, z) in y)\n    Go(x);", "foreach", 2)]
    [InlineData("while (a)\n    Go();", "while", 2)]
    [InlineData("do\n    Go();\nwhile (a);", "do", 2)]
    [InlineData("using (a)\n    Go();", "using", 2)]
    [InlineData("lock (a)\n    Go();", "lock", 2)]
    [InlineData("fixed (byte* p = a)\n    Go();", "fixed", 2)]
    [InlineData("if (a\n    && b)\n    return;", "if", 3)]
    public void A_bare_statement_on_the_next_line_is_reported(string text, string keyword, int line) => Assert.Equal(
        $"Example.cs:{line}: the statement behind \"{keyword}\" needs braces, or the same line",
        Assert.Single(FaultsOf(Method(text))));

    private static ParsedSource Method(string statements) =>
        ParsedSource.Example($"class C {{ void M() {{ {statements}\n}} }}\n");

    private static IEnumerable<string> FaultsOf(ParsedSource source) =>
        from node in source.Root.DescendantNodes()
        let part = Embedded(node)
        where part is { Statement: not BlockSyntax }
        let line = source.LineOf(part.Value.Statement.SpanStart)
        where line != source.LineOf(part.Value.Before)
        let keyword = part.Value.Keyword.Text
        select $"{source.File}:{line}: the statement behind \"{keyword}\" needs braces, or the same line";

    /// <summary>The statement inside another one, and the token that it has to share its line with.</summary>
    private static (SyntaxToken Keyword, SyntaxToken Before, StatementSyntax Statement)? Embedded(SyntaxNode node) =>
        node switch
        {
            IfStatementSyntax s => (s.IfKeyword, s.CloseParenToken, s.Statement),
            ElseClauseSyntax { Statement: not IfStatementSyntax } s => (s.ElseKeyword, s.ElseKeyword, s.Statement),
            ForStatementSyntax s => (s.ForKeyword, s.CloseParenToken, s.Statement),
            CommonForEachStatementSyntax s => (s.ForEachKeyword, s.CloseParenToken, s.Statement),
            WhileStatementSyntax s => (s.WhileKeyword, s.CloseParenToken, s.Statement),
            DoStatementSyntax s => (s.DoKeyword, s.DoKeyword, s.Statement),
            UsingStatementSyntax { Statement: UsingStatementSyntax } => null,
            UsingStatementSyntax s => (s.UsingKeyword, s.CloseParenToken, s.Statement),
            LockStatementSyntax s => (s.LockKeyword, s.CloseParenToken, s.Statement),
            FixedStatementSyntax s => (s.FixedKeyword, s.CloseParenToken, s.Statement),
            _ => null,
        };
}
