using System.Globalization;
using System.Text;

namespace Overture.Tests.House;

/// <summary>The tail is what hurts: these tests look at the longest files and functions, not at averages.</summary>
public sealed class SizeTests
{
    private const int MaxFileLines = 400;
    private const int MaxFunctionLines = 45;
    private const int Listed = 10;

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        var files = ParsedSource.Under("src")
            .Select(source => (source.File, Lines: source.Lines.Count - 1))
            .OrderByDescending(entry => entry.Lines)
            .ToList();
        Assert.NotEmpty(files);
        Print("files", files.Select(entry => (entry.Lines, entry.File)));

        Findings.None(files
            .Where(entry => entry.Lines > MaxFileLines)
            .Select(entry => $"{entry.File} has {entry.Lines} lines"));
    }

    [Fact]
    public void No_function_is_longer_than_45_lines_unless_it_is_a_table()
    {
        var functions = ParsedSource.Under("src").SelectMany(Function.In)
            .Where(function => !function.IsTable)
            .OrderByDescending(function => function.Lines)
            .ToList();
        Assert.NotEmpty(functions);
        Print("functions", functions.Select(function => (function.Lines, $"{function.Name} ({function.Place})")));

        Findings.None(functions
            .Where(entry => entry.Lines > MaxFunctionLines)
            .Select(entry => $"{entry.Place}: {entry.Name} has {entry.Lines} lines"));
    }

    [Theory]
    [InlineData("void M()\n{\n    Go();\n}", 4)]
    [InlineData("[A]\n[B]\npublic static void M(\n    int a) =>\n    Go();", 3)]
    [InlineData("/// <summary>Text</summary>\nint M() => 1;", 1)]
    [InlineData("C()\n{\n}", 3)]
    [InlineData("int P\n{\n    get\n    {\n        return 1;\n    }\n}", 4)]
    [InlineData("int P =>\n    1;", 2)]
    [InlineData("C F = new(\n1,\n2);\nint M() => 1;", 1)]
    public void A_function_is_counted_from_its_signature_to_its_end(string member, int lines) =>
        Assert.Equal(lines, Assert.Single(FunctionsOf(member)).Lines);

    [Fact]
    public void A_local_function_counts_alone_and_in_the_one_around_it() => Assert.Equal(
        [5, 3],
        FunctionsOf("void M()\n{\n    void L()\n    {\n    }}").Select(function => function.Lines));

    [Theory]
    [InlineData("int M(int a) => a switch { _ => 1 };", true)]
    [InlineData("int M(int a) { return a switch { _ => 1 }; }", true)]
    [InlineData("int M(int a) { Go(); return a switch { _ => 1 }; }", false)]
    [InlineData("int M(int a) => 1 + a switch { _ => 1 };", false)]
    public void A_table_is_a_single_switch_expression(string member, bool expected) =>
        Assert.Equal(expected, Assert.Single(FunctionsOf(member)).IsTable);

    [Fact]
    public void A_function_is_reported_with_its_place()
    {
        var function = Assert.Single(Function.In(ParsedSource.Example("class C\n{\n    void M() { }\n}\n")));

        Assert.Equal(("Example.cs:3", "C.M"), (function.Place, function.Name));
    }

    private static IEnumerable<Function> FunctionsOf(string member) =>
        Function.In(ParsedSource.Example($"class C {{ {member} }}"));

    private static void Print(string what, IEnumerable<(int Lines, string Name)> entries)
    {
        var text = new StringBuilder($"The {Listed} longest {what} of src:\n");
        foreach (var (lines, name) in entries.Take(Listed))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {lines,4}  {name}\n");
        }

        Console.Write(text);
    }
}
