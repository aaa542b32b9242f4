using System.Text.Json;

namespace Overture.Tests.House;

/// <summary>A published program holds only what runs. The build lists the same dependencies as the publish.</summary>
public sealed class PublishedFilesTests
{
    /// <summary>Compilers and generators: large, slow to scan for vulnerabilities, and of no use at run time.</summary>
    private static readonly string[] BuildTimeOnly =
    [
        "Humanizer",
        "Microsoft.Build",
        "Microsoft.CodeAnalysis",
        "Microsoft.EntityFrameworkCore.Design",
        "Microsoft.VisualStudio",
        "Mono.TextTemplating",
        "System.CodeDom",
        "System.Composition",
    ];

    [Theory]
    [InlineData("overture-server")]
    [InlineData("Overture.Sandbox")]
    public void A_program_ships_nothing_that_only_a_build_needs(string program)
    {
        var libraries = LibrariesOf(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"{program}.deps.json")));

        Assert.Contains($"{program}.dll", libraries);
        Findings.None(libraries
            .Where(IsBuildTimeOnly)
            .Select(library => $"{program} ships {library}; see how Overture.Server.csproj keeps such packages out"));
    }

    [Theory]
    [InlineData("Microsoft.CodeAnalysis.dll", true)]
    [InlineData("Microsoft.Build.Framework.dll", true)]
    [InlineData("Microsoft.EntityFrameworkCore.dll", false)]
    [InlineData("Microsoft.EntityFrameworkCore.Design.dll", true)]
    public void A_build_time_library_is_recognised_by_its_name(string library, bool expected) =>
        Assert.Equal(expected, IsBuildTimeOnly(library));

    [Fact]
    public void Libraries_of_all_packages_and_platforms_are_found() => Assert.Equal(
        ["One.dll", "two.so"],
        LibrariesOf("""
            { "targets": { "net10.0": {
                "One/1.0.0": { "dependencies": { "Two": "1.0.0" }, "runtime": { "lib/net10.0/One.dll": {} } },
                "Two/1.0.0": { "runtimeTargets": { "runtimes/linux-x64/native/two.so": {} } } } } }
            """));

    private static bool IsBuildTimeOnly(string library) =>
        BuildTimeOnly.Any(name => library.StartsWith($"{name}.", StringComparison.Ordinal));

    private static List<string> LibrariesOf(string dependencies)
    {
        using var document = JsonDocument.Parse(dependencies);
        return
        [
            .. from target in document.RootElement.GetProperty("targets").EnumerateObject()
               from package in target.Value.EnumerateObject()
               from kind in package.Value.EnumerateObject()
               where kind.Name is "runtime" or "runtimeTargets" or "native"
               from file in kind.Value.EnumerateObject()
               select Path.GetFileName(file.Name),
        ];
    }
}
