using System.Text.RegularExpressions;
using Overture.Sandbox.People;

namespace Overture.Tests.House;

/// <summary>Documents that can be wrong are checked like code that can be wrong.</summary>
public sealed partial class MarkdownTests
{
    private static IEnumerable<string> Documents => Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    [Fact]
    public void Every_link_leads_somewhere() => Findings.None(Documents.SelectMany(file =>
        Link().Matches(WithoutCode(Repository.Read(file)))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
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
    public void What_a_newcomer_looks_for_is_there(string file) => Assert.Contains(file, Repository.Files);

    [Fact]
    public void Every_folder_of_the_server_says_what_it_promises_in_at_most_40_lines()
    {
        var types = Repository.Sources("src/Overture.Server").SelectMany(file => SourceText.TypesOf(Repository.Read(file)))
            .Where(type => type.Skip(1).Any(char.IsAsciiLetterUpper))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Repository.ServerFolders)
        {
            var file = $"src/Overture.Server/{folder}/README.md";
            Assert.True(Repository.Files.Contains(file), $"{file} is missing.");
            var text = Repository.Read(file);

            Assert.StartsWith($"# {folder}\n", text, StringComparison.Ordinal);
            Assert.InRange(text.Count(c => c == '\n'), 5, 40);
            // A link to a file is checked above; a type's name in prose would go stale unseen.
            Findings.None(Word().Matches(Link().Replace(text, "")).Select(word => word.Value).Where(types.Contains)
                .Select(type => $"{file} names {type}"));
        }
    }

    [Fact]
    public void The_readmes_snippet_is_the_compiled_one() => Assert.Contains(
        $"```csharp\n{Snippet("client")}\n```\n", Repository.Read("README.md"), StringComparison.Ordinal);

    [Fact]
    public void The_readme_lists_the_sandboxs_test_people() => Assert.Equal(
        TestPeople.All.Select(person => person.Slug),
        PersonRow().Matches(Section("README.md", "Test people")).Select(row => row.Groups["slug"].Value));

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
            : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.PathOf(Path.GetDirectoryName(file)!), Uri.UnescapeDataString(parts[0])))
                .Replace('\\', '/').TrimEnd('/');
        var exists = Repository.Files.Contains(path)
            || Repository.Files.Any(known => known.StartsWith($"{path}/", StringComparison.Ordinal));
        if (!exists || parts.Length == 1) return exists;
        return Heading().Matches(Repository.Read(path)).Any(heading => AnchorOf(heading.Groups["text"].Value.Trim()) == parts[1]);
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

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\| `(?<slug>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex PersonRow();
}
