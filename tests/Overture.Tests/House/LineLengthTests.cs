namespace Overture.Tests.House;

/// <summary>A line that does not fit beside another window is unreadable in a review.</summary>
public sealed class LineLengthTests
{
    // The same number as max_line_length in .editorconfig, which no compiler enforces.
    private const int MaxColumns = 120;

    [Fact]
    public void No_line_is_longer_than_120_columns() =>
        Findings.None(ParsedSource.Under("src", "tests", "bench").SelectMany(TooLong));

    [Fact]
    public void A_longer_line_is_reported_with_its_place()
    {
        var source = ParsedSource.Example($"// {new string('a', 117)}\n// {new string('b', 118)}\n");

        Assert.Equal("Example.cs:2: 121 columns", Assert.Single(TooLong(source)));
    }

    [Fact]
    public void A_character_outside_the_basic_plane_is_one_column() =>
        Assert.Empty(TooLong(ParsedSource.Example($"// {string.Concat(Enumerable.Repeat("😀", 117))}\n")));

    private static IEnumerable<string> TooLong(ParsedSource source) =>
        from line in source.Lines
        let columns = line.ToString().EnumerateRunes().Count()
        where columns > MaxColumns
        select $"{source.File}:{line.LineNumber + 1}: {columns} columns";
}
