namespace Overture.Tests.House;

/// <summary>The tail is what hurts: no average is watched, only the longest.</summary>
public sealed class SizeTests
{
    private const int LongestFile = 400;

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var files = Repository.Sources("src")
            .Select(file => (Lines: Repository.Read(file).Count(c => c == '\n'), file))
            .OrderByDescending(entry => entry.Lines)
            .ToList();
        Console.WriteLine("The ten longest files of src:");
        foreach (var (lines, file) in files.Take(10)) Console.WriteLine($"  {lines,4}  {file}");

        Assert.NotEmpty(files);
        Findings.None(files.Where(entry => entry.Lines > LongestFile).Select(entry => $"{entry.file} has {entry.Lines} lines"));
    }
}
