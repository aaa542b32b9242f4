namespace Overture.FunctionalTests.Docs;

/// <summary>A document of the repository that the running server is compared with.</summary>
internal static class RepositoryFile
{
    private static readonly string Root = FindRoot();

    public static string Read(string relative)
    {
        var path = Path.Combine(Root, relative);
        return File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
    }

    /// <summary>
    /// Compares; with OVERTURE_WRITE_DOCS=1 it writes first, so that the difference shows in version control.
    /// </summary>
    public static void IsCurrent(string relative, string expected)
    {
        if (Environment.GetEnvironmentVariable("OVERTURE_WRITE_DOCS") == "1")
        {
            var path = Path.Combine(Root, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }

        Assert.True(
            expected == Read(relative),
            $"{relative} is not current. Write it with OVERTURE_WRITE_DOCS=1 and look at the difference.");
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Overture.slnx"))) return folder;
        }

        throw new InvalidOperationException("These tests run from a checkout; Overture.slnx was not found above them.");
    }
}
