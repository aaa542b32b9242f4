using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Overture.Tests.House;

/// <summary>Which feature folder of the server may use which. Read from the sources; both directions count.</summary>
public sealed partial class FolderReferenceTests
{
    private const string Server = "src/Overture.Server";
    private const string ProgramFile = "Program.cs";

    /// <summary>The arrows. One that is not used any more has to go, or it would permit what nobody decided.</summary>
    private static readonly Dictionary<string, string[]> Permitted = new()
    {
        ["Accounts"] =
            ["Audit", "Cluster", "DoNotContact", "Http", "Idempotency", "Invitations", "Limits", "Queue", "Storage", "Telemetry", "Workspaces"],
        ["Audit"] = ["Http", "Storage"],
        ["Cluster"] = [],
        ["Credits"] = ["Http", "Storage"],
        ["DoNotContact"] = ["Audit", "Http", "Idempotency", "Storage"],
        ["Hosting"] =
        [
            "Accounts", "Audit", "Cluster", "Credits", "DoNotContact", "Http", "Idempotency", "Invitations", "Limits", "Network", "Queue",
            "Storage", "Telemetry", "Workspaces",
        ],
        ["Http"] = ["Telemetry"],
        ["Idempotency"] = ["Cluster", "Http", "Storage"],
        ["Invitations"] =
            ["Audit", "Cluster", "Credits", "DoNotContact", "Http", "Idempotency", "Limits", "Storage", "Telemetry"],
        ["Limits"] = ["Audit", "Http", "Idempotency", "Storage"],
        ["Network"] = ["Accounts", "DoNotContact", "Http", "Idempotency", "Invitations", "Limits", "Queue", "Storage", "Telemetry"],
        ["Queue"] = ["Audit", "Cluster", "DoNotContact", "Http", "Idempotency", "Invitations", "Limits", "Storage"],
        ["Storage"] = ["Telemetry"],
        ["Telemetry"] = [],
        ["Workspaces"] = ["Credits", "Http", "Storage", "Telemetry"],
        [ProgramFile] = ["Hosting"],
    };

    private static readonly Dictionary<string, HashSet<string>> TypesIn = Repository.ServerFolders.ToDictionary(
        folder => folder,
        folder => Repository.Sources($"{Server}/{folder}").SelectMany(file => SourceText.TypesOf(Repository.Read(file)))
            .Concat(Directory.GetDirectories(Repository.PathOf($"{Server}/{folder}")).Select(path => Path.GetFileName(path)!))
            .ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Feature_folders_use_exactly_what_the_table_permits()
    {
        var used = ArrowsOf(Repository.Sources(Server));
        var permitted = Permitted.SelectMany(entry => entry.Value.Select(target => (entry.Key, target))).ToHashSet();

        Findings.None(used.Where(arrow => !permitted.Contains(arrow.Key)).Select(arrow =>
            $"{arrow.Key.From} must not use {arrow.Key.To}: {string.Join(", ", arrow.Value)}"));
        Findings.None(permitted.Where(arrow => !used.ContainsKey(arrow)).Select(arrow =>
            $"{arrow.Key} does not use {arrow.target} any more; take the arrow out"));
    }

    [Fact]
    public void Every_folder_stands_in_the_table() => Assert.Equal(
        Repository.ServerFolders.Append(ProgramFile).Order(StringComparer.Ordinal), Permitted.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Arrows_never_lead_back()
    {
        var left = Permitted.ToDictionary(entry => entry.Key, entry => entry.Value.ToHashSet());
        while (left.Where(entry => entry.Value.Count == 0).Select(entry => entry.Key).ToList() is { Count: > 0 } leaves)
        {
            foreach (var leaf in leaves) left.Remove(leaf);
            foreach (var targets in left.Values) targets.ExceptWith(leaves);
        }

        Assert.True(left.Count == 0, $"A circle runs through {string.Join(", ", left.Keys)}.");
    }

    [Fact]
    public void What_everything_may_use_uses_no_feature()
    {
        Assert.Empty(Permitted["Telemetry"]);
        Assert.Equal(["Telemetry"], Permitted["Http"]);
        Assert.Equal(["Telemetry"], Permitted["Storage"]);
        Assert.Equal([ProgramFile], Permitted.Where(entry => entry.Value.Contains("Hosting")).Select(entry => entry.Key));
    }

    [Fact]
    public void The_table_in_the_architecture_says_the_same()
    {
        var documented = ArchitectureRow().Matches(Repository.Read("ARCHITECTURE.md"))
            .Select(row => $"{row.Groups["folder"].Value}: {row.Groups["uses"].Value.Trim()}");
        var permitted = Permitted.Where(entry => entry.Key != ProgramFile)
            .Select(entry => $"{entry.Key}: {(entry.Value.Length == 0 ? "–" : string.Join(", ", entry.Value))}");

        Findings.Same(permitted, documented);
    }

    private static Dictionary<(string From, string To), List<string>> ArrowsOf(IEnumerable<string> files)
    {
        var aliases = Aliases();
        var arrows = new Dictionary<(string, string), List<string>>();
        foreach (var file in files)
        {
            var from = file.Split('/')[2];
            var code = SourceText.CodeOf(Repository.Read(file));
            var targets = Qualified().Matches(code)
                .Where(name => name.Groups["full"].Success || IsTypeOf(name.Groups["folder"].Value, name.Groups["next"].Value))
                .Select(name => name.Groups["folder"].Value)
                .Concat(aliases.Where(alias => Regex.IsMatch(code, $@"(?<![\w.]){alias.Key}\b")).Select(alias => alias.Value));
            foreach (var target in targets.Where(target => target != from && TypesIn.ContainsKey(target)).Distinct())
            {
                if (!arrows.TryGetValue((from, target), out var places)) arrows[(from, target)] = places = [];
                places.Add(Path.GetFileName(file));
            }
        }

        return arrows;
    }

    private static bool IsTypeOf(string folder, string name) => TypesIn.TryGetValue(folder, out var types) && types.Contains(name);

    /// <summary>Global aliases of the project file: a name that needs no using directive still leans on its folder.</summary>
    private static Dictionary<string, string> Aliases() => XDocument
        .Parse(Repository.Read($"{Server}/Overture.Server.csproj"))
        .Descendants("Using")
        .ToDictionary(
            entry => entry.Attribute("Alias")!.Value,
            entry => entry.Attribute("Include")!.Value["Overture.Server.".Length..].Split('.')[0]);

    // Overture.Server.Http…, or from inside the server's namespaces just Http.SomeType.
    [GeneratedRegex(@"(?<![\w.])(?<!namespace\s+)(?<full>(?:global::)?Overture\.Server\.|Server\.)?(?<folder>[A-Z]\w*)(?:\s*\.\s*(?<next>\w+))?")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^\| `(?<folder>\w+)/` \|[^|]*\| (?<uses>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex ArchitectureRow();
}
