using System.Xml.Linq;
using Overture.Client;
using Overture.Connectors;
using Overture.Sandbox;
using Overture.Server.Hosting;

namespace Overture.Tests.House;

/// <summary>
/// A project is a boundary that the compiler guards; changing who may see whom is a decision, so it stands here.
/// </summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Permitted = new()
    {
        ["Overture.Server"] = ["Overture.Client", "Overture.Connectors", "Overture.Sandbox"],
        ["Overture.Connectors"] = [],
        ["Overture.Sandbox"] = [],
        ["Overture.Client"] = [],
    };

    private static readonly Dictionary<string, Type> OneTypeOf = new()
    {
        ["Overture.Server"] = typeof(ServerHost),
        ["Overture.Connectors"] = typeof(IConnector),
        ["Overture.Sandbox"] = typeof(SandboxHost),
        ["Overture.Client"] = typeof(OvertureClient),
    };

    public static TheoryData<string> Projects => [.. Permitted.Keys];

    [Fact]
    public void Every_project_of_the_product_stands_in_the_table()
    {
        var found = Repository.Files
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal)
                && file.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Permitted.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_references_exactly_what_is_permitted(string project)
    {
        var references = XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(
                reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Equal(Permitted[project], references.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_compiled_assembly_leans_on_nothing_else_of_ours(string project)
    {
        var ours = OneTypeOf.ToDictionary(entry => entry.Value.Assembly.GetName().Name!, entry => entry.Key);
        var references = OneTypeOf[project].Assembly.GetReferencedAssemblies()
            .Select(reference => ours.GetValueOrDefault(reference.Name!))
            .OfType<string>();

        Assert.Equal(Permitted[project], references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Connectors_know_neither_the_actors_nor_the_web_framework()
    {
        var foreign = typeof(IConnector).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Orleans", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

        Findings.None(foreign);
        Assert.DoesNotContain(
            XDocument.Parse(Repository.Read("src/Overture.Connectors/Overture.Connectors.csproj"))
                .Descendants("FrameworkReference"),
            reference => reference.Attribute("Include")!.Value.Contains("AspNetCore", StringComparison.Ordinal));
    }
}
