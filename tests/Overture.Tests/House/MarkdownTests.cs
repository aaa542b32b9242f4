using System.Text.RegularExpressions;
using Overture.Sandbox.People;

namespace Overture.Tests.House;

/// <summary>Documents that can be wrong are checked like code that can be wrong.</summary>
public sealed partial class MarkdownTests
{
    private static IEnumerable<string> Documents =>
        Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    [Fact]
    public void Every_link_leads_somewhere() => Findings.None(Documents.SelectMany(file =>
        Link().Matches(WithoutCode(Repository.Read(file)))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !Leads(file, target))
            .Select(target => $"{file} links to {target}")));

    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("SECURITY.md")]
    [InlineData("LICENSE")]
    [InlineData("docs/sandbox.md")]
    [InlineData("docs/glossary.md")]
    public void What_a_newcomer_looks_for_is_there(string file) => Assert.Contains(file, Repository.Files);

    [Fact]
    public void The_readmes_snippet_is_the_compiled_one() => Assert.Contains(
        $"```csharp\n{Snippet("client")}\n```\n", Repository.Read("README.md"), StringComparison.Ordinal);

    [Fact]
    public void The_sandboxs_page_lists_all_test_people() => Assert.Equal(
        TestPeople.All.Select(person => person.Slug),
        PersonRow().Matches(Section("docs/sandbox.md", "Test people")).Select(row => row.Groups["slug"].Value));

    [Fact]
    public void The_readme_shows_some_test_people_as_the_sandboxs_page_does()
    {
        var shown = PersonRow().Matches(Section("README.md", "Test people")).Select(row => row.Value).ToList();

        Assert.NotEmpty(shown);
        Findings.None(
            shown.Except(PersonRow().Matches(Section("docs/sandbox.md", "Test people")).Select(row => row.Value)));
    }

    private static string Snippet(string name)
    {
        var lines = Repository.Read("tests/Overture.Tests/House/ReadmeSnippets.cs").Split('\n')
            .SkipWhile(line => line.Trim() != $"// snippet: {name}").Skip(1)
            .TakeWhile(line => line.Trim() != "// end of snippet")
            .ToList();
        Assert.NotEmpty(lines);
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..]));
    }

    private static string Section(string file, string heading)
    {
        var text = Repository.Read(file);
        var start = text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{file} has no section {heading}.");
        var end = text.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    private static bool Leads(string file, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0
            ? file
            : Path.GetRelativePath(Repository.Root, Path.Combine(
                Repository.PathOf(Path.GetDirectoryName(file)!), Uri.UnescapeDataString(parts[0])))
                .Replace('\\', '/').TrimEnd('/');
        var exists = Repository.Files.Contains(path)
            || Repository.Files.Any(known => known.StartsWith($"{path}/", StringComparison.Ordinal));
        if (!exists || parts.Length == 1) return exists;
        return Heading().Matches(Repository.Read(path))
            .Any(heading => AnchorOf(heading.Groups["text"].Value.Trim()) == parts[1]);
    }

    private static string AnchorOf(string heading) =>
        NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    private static string WithoutCode(string text) => Code().Replace(text, "");

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```|`[^`\n]+`(?!\])", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"^\| `(?<slug>[^`]+)` \|.*$", RegexOptions.Multiline)]
    private static partial Regex PersonRow();
}
