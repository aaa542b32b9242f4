using System.Globalization;
using System.Text;
using Overture.Server.Hosting;

namespace Overture.Tests.House;

/// <summary>
/// Renders <c>docs/configuration.md</c>: the text above the first section stays as it is, the tables come from the
/// option classes.
/// </summary>
internal static class ConfigurationDocument
{
    public const string File = "docs/configuration.md";

    public static string Render()
    {
        var text = new StringBuilder(Repository.Read(File).Split($"\n## {Settings.Root}:")[0]);
        foreach (var (section, type) in Settings.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {section}\n\n{XmlSummaries.Of(type)}\n\n");
            text.Append("| Key | Default | Range | Meaning |\n| --- | --- | --- | --- |\n");
            foreach (var option in Option.All.Where(option => option.Section == section))
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{option.Property.Name}`<br>`{option.EnvironmentName}` ");
                text.Append(CultureInfo.InvariantCulture, $"| `{option.DefaultText}` | {option.RangeText} ");
                text.Append("| ").Append(option.Meaning.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
            }
        }

        return text.ToString();
    }
}
