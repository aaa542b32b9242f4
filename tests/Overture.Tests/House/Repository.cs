using System.Runtime.CompilerServices;

namespace Overture.Tests.House;

/// <summary>The repository's own files, as the tests about the code read them.</summary>
internal static class Repository
{
    /// <summary>Set to 1, the tests write the documents that they otherwise compare.</summary>
    public const string WriteSwitch = "OVERTURE_WRITE_DOCS";

    // What .gitignore keeps out, and git's own folder.
    private static readonly string[] NotOurs =
    [
        ".git", "artifacts", ".data", ".vs", ".idea", "TestResults", "bin", "obj",
    ];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative)).ReplaceLineEndings("\n");

    /// <summary>Every file under version control, or about to be, by its path from the root.</summary>
    public static IReadOnlyList<string> Files { get; } = FilesUnder(new DirectoryInfo(Root))
        .Order(StringComparer.Ordinal).ToList();

    /// <summary>C# sources under a folder; what a tool generates (migrations) is left out.</summary>
    public static IEnumerable<string> Sources(string folder) => Files.Where(file =>
        file.StartsWith($"{folder}/", StringComparison.Ordinal)
        && file.EndsWith(".cs", StringComparison.Ordinal)
        && !file.Contains("/Migrations/", StringComparison.Ordinal));

    /// <summary>The feature folders of the server.</summary>
    public static IReadOnlyList<string> ServerFolders { get; } = Files
        .Where(file => file.StartsWith("src/Overture.Server/", StringComparison.Ordinal)
            && file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(file => file.Split('/'))
        .Where(parts => parts.Length > 3)
        .Select(parts => parts[2])
        .Distinct()
        .Order(StringComparer.Ordinal)
        .ToList();

    /// <summary>Compares a generated document with the one in the repository; writes it instead when told to.</summary>
    public static void IsCurrent(string relative, string expected)
    {
        var path = PathOf(relative);
        if (Environment.GetEnvironmentVariable(WriteSwitch) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }

        var actual = File.Exists(path) ? Read(relative) : "";
        Assert.True(
            expected == actual,
            $"{relative} is not current. Write it with {WriteSwitch}=1 and look at the difference. "
            + $"{FirstDifference(expected, actual)}");
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (wanted, found) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(wanted.Length, found.Length))
            .FirstOrDefault(index => wanted.ElementAtOrDefault(index) != found.ElementAtOrDefault(index));
        return $"Line {line + 1} should be \"{wanted.ElementAtOrDefault(line)}\" and is "
            + $"\"{found.ElementAtOrDefault(line)}\".";
    }

    private static IEnumerable<string> FilesUnder(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().SelectMany(entry =>
            entry is DirectoryInfo inner
                ? NotOurs.Contains(inner.Name) ? [] : FilesUnder(inner)
                : [Path.GetRelativePath(Root, entry.FullName).Replace('\\', '/')]);

    private static string FindRoot([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(here) })
        {
            for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (File.Exists(Path.Combine(folder, "Overture.slnx"))) return folder;
            }
        }

        throw new InvalidOperationException(
            "The tests about the code run from a checkout; Overture.slnx was not found above them.");
    }
}
