using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Overture.Tests.House;

/// <summary>A type is named for what it is or decides. These last words say neither, and such types grow.</summary>
public sealed class NameTests
{
    private static readonly string[] Meaningless =
        ["Flow", "Helper", "Helpers", "Impl", "Info", "Manager", "Processor", "Util", "Utils"];

    [Fact]
    public void No_type_ends_in_a_word_that_says_nothing() =>
        Findings.None(ParsedSource.Under("src").SelectMany(FaultsOf));

    [Theory]
    [InlineData("class InviteFlow { }", "InviteFlow")]
    [InlineData("interface IAccountManager { }", "IAccountManager")]
    [InlineData("record struct HostInfo(int A);", "HostInfo")]
    [InlineData("class Outer { enum QueueUtils { } }", "QueueUtils")]
    [InlineData("delegate void EventProcessor();", "EventProcessor")]
    public void Such_a_type_is_reported(string source, string name) =>
        Assert.StartsWith($"Example.cs:1: {name} ends in \"", Assert.Single(FaultsOf(ParsedSource.Example(source))));

    [Theory]
    [InlineData("class Overflow { }")]
    [InlineData("class FlowControl { }")]
    [InlineData("class Information { }")]
    public void The_words_are_fine_elsewhere_in_a_name(string source) =>
        Assert.Empty(FaultsOf(ParsedSource.Example(source)));

    private static IEnumerable<string> FaultsOf(ParsedSource source) =>
        from node in source.Root.DescendantNodes()
        let name = node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            _ => "",
        }
        from word in Meaningless
        where name.EndsWith(word, StringComparison.Ordinal)
        select $"{source.At(node)}: {name} ends in \"{word}\"";
}
