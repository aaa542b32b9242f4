using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Overture.Tests.House;

/// <summary>
/// A type that needs many others does too much, and a call with many arguments cannot be read. Records are exempt: they
/// are data, and their values have names.
/// </summary>
public sealed class ParameterTests
{
    private const int MaxDependencies = 7;
    private const int MaxParameters = 5;

    [Fact]
    public void A_constructor_has_at_most_7_parameters() =>
        Findings.None(ParsedSource.Under("src").SelectMany(TooManyDependencies));

    [Fact]
    public void A_method_has_at_most_5_parameters_and_a_cancellation_token() =>
        Findings.None(ParsedSource.Under("src").SelectMany(TooManyParameters));

    [Theory]
    [InlineData("class C($) { }")]
    [InlineData("class C { C($) { } }")]
    [InlineData("struct C($) { }")]
    public void Constructors_are_counted_whichever_way_they_are_written(string form)
    {
        Assert.Empty(TooManyDependencies(With(form, MaxDependencies)));
        Assert.Equal(
            "Example.cs:1: C has 8 constructor parameters",
            Assert.Single(TooManyDependencies(With(form, MaxDependencies + 1))));
    }

    [Theory]
    [InlineData("record C($);")]
    [InlineData("record struct C($);")]
    [InlineData("record C { public C($) { } }")]
    public void Records_are_exempt(string form) => Assert.Empty(TooManyDependencies(With(form, 20)));

    [Theory]
    [InlineData("class C { void M($) { } }", "M")]
    [InlineData("class C { void M($, CancellationToken cancellationToken) { } }", "M")]
    [InlineData("class C { void M($, CancellationToken cancellationToken = default) { } }", "M")]
    [InlineData("class C { void M($, System.Threading.CancellationToken stop) { } }", "M")]
    [InlineData("interface C { void M($); }", "M")]
    [InlineData("record C { void M($) { } }", "M")]
    [InlineData("class C { void Outer() { void L($) { } } }", "L")]
    [InlineData("delegate void D($);", "D")]
    public void Methods_are_counted_without_a_trailing_cancellation_token(string form, string name)
    {
        Assert.Empty(TooManyParameters(With(form, MaxParameters)));
        Assert.Equal(
            $"Example.cs:1: {name} has 6 parameters",
            Assert.Single(TooManyParameters(With(form, MaxParameters + 1))));
    }

    [Theory]
    [InlineData("class C { protected override void M($) { } }")]
    [InlineData("class C { void IThing.M($) { } }")]
    [InlineData("class C { [LoggerMessage(1, LogLevel.Warning, \"text\")] partial void M($); }")]
    public void Signatures_that_something_else_dictates_are_exempt(string form) =>
        Assert.Empty(TooManyParameters(With(form, 20)));

    private static ParsedSource With(string form, int parameters)
    {
        var list = string.Join(", ", Enumerable.Range(1, parameters).Select(number => $"int p{number}"));
        return ParsedSource.Example(form.Replace("$", list, StringComparison.Ordinal));
    }

    private static IEnumerable<string> TooManyDependencies(ParsedSource source) =>
        from node in source.Root.DescendantNodes()
        let list = node switch
        {
            ClassDeclarationSyntax type => type.ParameterList,
            StructDeclarationSyntax type => type.ParameterList,
            ConstructorDeclarationSyntax { Parent: not RecordDeclarationSyntax } member => member.ParameterList,
            _ => null,
        }
        where list?.Parameters.Count > MaxDependencies
        let type = node.FirstAncestorOrSelf<TypeDeclarationSyntax>()!
        select $"{source.At(list)}: {type.Identifier.Text} has {list.Parameters.Count} constructor parameters";

    private static IEnumerable<string> TooManyParameters(ParsedSource source) =>
        from node in source.Root.DescendantNodes()
        let function = node switch
        {
            MethodDeclarationSyntax method when !IsDictated(method) => (method.Identifier, method.ParameterList),
            LocalFunctionStatementSyntax local => (local.Identifier, local.ParameterList),
            DelegateDeclarationSyntax type => (type.Identifier, type.ParameterList),
            _ => ((SyntaxToken Identifier, ParameterListSyntax List)?)null,
        }
        where function is not null
        let count = CountOf(function.Value.List)
        where count > MaxParameters
        select $"{source.At(function.Value.List)}: {function.Value.Identifier.Text} has {count} parameters";

    private static int CountOf(ParameterListSyntax list) =>
        list.Parameters is [.., { Type: { } last }] && last.ToString().Split('.')[^1] == nameof(CancellationToken)
            ? list.Parameters.Count - 1
            : list.Parameters.Count;

    /// <summary>
    /// Overrides and explicit implementations repeat a signature that counts where it is declared, or is the
    /// framework's. The parameters of a log method are the values of its message.
    /// </summary>
    private static bool IsDictated(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        || method.ExplicitInterfaceSpecifier is not null
        || method.AttributeLists.SelectMany(list => list.Attributes).Any(IsLoggerMessage);

    private static bool IsLoggerMessage(AttributeSyntax attribute) => attribute.Name.ToString() == "LoggerMessage";
}
