using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Overture.Tests.House;

/// <summary>Each folder of the server says what it promises. A name on that page must still be in the code.</summary>
public sealed partial class FolderReadmeTests
{
    private const int MaxLines = 40;

    // Types, members and what the code uses of the framework.
    private static readonly Lazy<HashSet<string>> Known = new(() => IdentifiersOf(ParsedSource.Under("src")));

    [Fact]
    public void Every_folder_has_a_page_of_at_most_40_lines() => Findings.None(
        Repository.ServerFolders.SelectMany(folder => Repository.Files.Contains(PageOf(folder))
            ? FormFaults(folder, Repository.Read(PageOf(folder)))
            : [$"{PageOf(folder)} is missing"]));

    [Fact]
    public void A_page_names_only_what_is_in_the_code() => Findings.None(
        from file in Repository.Files
        where file.StartsWith($"{ServerFolder.Root}/", StringComparison.Ordinal) && Path.GetExtension(file) == ".md"
        from name in UnknownNames(Repository.Read(file), Known.Value)
        select $"{file} names {name}, which src does not have");

    [Theory]
    [InlineData("`AccountStep`", "AccountStep")]
    [InlineData("`IGate`", "IGate")]
    [InlineData("`Breaker`", "Breaker")]
    [InlineData("`Result<T>`", "Result")]
    [InlineData("`AccountStep.CommitAsync()`", "AccountStep", "CommitAsync")]
    [InlineData("[`Budgets`](Budgets.cs)", "Budgets")]
    public void A_name_is_what_looks_like_a_type_or_a_member(string text, params string[] names) =>
        Assert.Equal(names, UnknownNames($"It is {text}.", []));

    [Theory]
    [InlineData("AccountStep")]
    [InlineData("`pending`")]
    [InlineData("`POST /v2/network`")]
    [InlineData("`GET`")]
    [InlineData("`Storage/Postgres`")]
    [InlineData("`Sending/`")]
    [InlineData("`Overture:Limits:Enabled`")]
    [InlineData("`retry_at`")]
    [InlineData("```sh\nAccountStep\n```\n")]
    public void Other_code_is_no_name(string text) => Assert.Empty(UnknownNames($"It is {text}.", []));

    [Fact]
    public void A_name_of_the_code_is_known() => Assert.Equal(
        ["InviteFlow"],
        UnknownNames("`Breaker`, `Breaker.Open`, `TimeProvider`, `InviteFlow`", IdentifiersOf(
            [ParsedSource.Example("class Breaker { void Open(TimeProvider time) { } /* InviteFlow */ }")])));

    [Fact]
    public void A_page_that_is_too_long_or_has_another_heading_is_reported()
    {
        Assert.Empty(FormFaults("Limits", "# Limits\n\nText.\n"));
        Assert.Equal(
            [
                "src/Overture.Server/Limits/README.md does not begin with \"# Limits\"",
                "src/Overture.Server/Limits/README.md has 41 lines",
            ],
            FormFaults("Limits", string.Concat(Enumerable.Repeat("Text.\n", 41))));
    }

    private static string PageOf(string folder) => $"{ServerFolder.Root}/{folder}/README.md";

    private static IEnumerable<string> FormFaults(string folder, string text)
    {
        var heading = $"# {folder}";
        var lines = text.Count(c => c == '\n');
        if (text.Split('\n')[0] != heading) yield return $"{PageOf(folder)} does not begin with \"{heading}\"";
        if (lines > MaxLines) yield return $"{PageOf(folder)} has {lines} lines";
    }

    private static IEnumerable<string> UnknownNames(string text, HashSet<string> known) => Code()
        .Matches(Block().Replace(text, ""))
        .Select(code => Name().Match(code.Groups["code"].Value))
        .Where(name => name.Success)
        .SelectMany(name => name.Groups["part"].Captures.Select(part => part.Value))
        .Where(part => !known.Contains(part))
        .Distinct();

    private static HashSet<string> IdentifiersOf(IEnumerable<ParsedSource> sources) => sources
        .SelectMany(source => source.Root.DescendantTokens())
        .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
        .Select(token => token.ValueText)
        .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("`(?<code>[^`\n]+)`")]
    private static partial Regex Code();

    // A capital, and a small letter somewhere: POST is none.
    [GeneratedRegex(@"^(?<part>[A-Z]\w*[a-z]\w*)(?:<[\w, ]+>)?(?:\.(?<part>[A-Z]\w*)(?:<[\w, ]+>)?)*(?:\(\))?$")]
    private static partial Regex Name();
}
