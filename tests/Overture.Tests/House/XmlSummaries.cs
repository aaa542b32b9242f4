using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Overture.Tests.House;

/// <summary>The summaries that the compiler writes beside an assembly, as Markdown on one line.</summary>
internal static partial class XmlSummaries
{
    private static readonly Dictionary<Assembly, Dictionary<string, XElement>> Read = [];

    public static string? Of(Type type) => Find(type.Assembly, $"T:{type.FullName}");

    public static string? Of(PropertyInfo property) =>
        Find(property.DeclaringType!.Assembly, $"P:{property.DeclaringType.FullName}.{property.Name}");

    private static string? Find(Assembly assembly, string id)
    {
        lock (Read)
        {
            if (!Read.TryGetValue(assembly, out var members)) Read[assembly] = members = Load(assembly);
            return members.TryGetValue(id, out var member) && member.Element("summary") is { } summary
                ? WhiteSpace().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim()
                : null;
        }
    }

    private static Dictionary<string, XElement> Load(Assembly assembly) => XDocument
        .Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    private static string Markdown(XNode node) => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } target =>
            $"`{target.Value.Split('.')[^1]}`",
        XElement element => string.Concat(element.Nodes().Select(Markdown)),
        XText text => text.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
