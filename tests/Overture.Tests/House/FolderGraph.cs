using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Overture.Tests.House;

/// <summary>Which folder of the server uses which, read from using directives and qualified names.</summary>
internal sealed class FolderGraph
{
    private readonly ILookup<string, string> _typesIn;
    private readonly ILookup<string, string> _subfoldersOf;

    private FolderGraph(IReadOnlyList<ParsedSource> sources)
    {
        _typesIn = LookupOf(sources, TypesIn);
        _subfoldersOf = LookupOf(sources, SubfolderOf);
        Folders = sources.Select(source => ServerFolder.Of(source.File)).Where(folder => !IsFile(folder)).ToHashSet();
        Arrows = (
            from source in sources
            let user = ServerFolder.Of(source.File)
            from used in TargetsOf(source).Distinct()
            where used != user && Folders.Contains(used)
            group source.File by (user, used))
            .ToDictionary(arrow => arrow.Key, arrow => arrow.Order(StringComparer.Ordinal).ToList());
    }

    public IReadOnlySet<string> Folders { get; }

    /// <summary>Each arrow with the files that it starts in.</summary>
    public IReadOnlyDictionary<(string From, string To), List<string>> Arrows { get; }

    public static FolderGraph Of(IEnumerable<ParsedSource> sources) => new([.. sources]);

    /// <summary>
    /// Every arrow that is part of a circle, with the shortest way back. The one with the fewest files and the shortest
    /// way comes first: most often it is the one that is wrong.
    /// </summary>
    public IEnumerable<string> Circles() =>
        from arrow in Arrows
        let way = WayBetween(arrow.Key.To, arrow.Key.From)
        where way is not null
        let circle = $"A circle: {arrow.Key.From} → {string.Join(" → ", way)}"
        orderby arrow.Value.Count, way.Count, circle
        select $"{circle}; the first arrow is in {string.Join(", ", arrow.Value)}";

    /// <summary>The folders of the shortest way, both ends among them; null if there is none.</summary>
    private List<string>? WayBetween(string start, string end)
    {
        var ways = new Dictionary<string, List<string>> { [start] = [start] };
        var left = new Queue<string>([start]);
        while (!ways.ContainsKey(end) && left.TryDequeue(out var folder))
        {
            var next = Arrows.Keys.Where(arrow => arrow.From == folder).Select(arrow => arrow.To);
            foreach (var to in next.Order(StringComparer.Ordinal))
            {
                if (ways.TryAdd(to, [.. ways[folder], to])) left.Enqueue(to);
            }
        }

        return ways.GetValueOrDefault(end);
    }

    private IEnumerable<string> TargetsOf(ParsedSource source) => source.Root.DescendantNodes()
        .OfType<ExpressionSyntax>()
        .Where(node => node is NameSyntax or MemberAccessExpressionSyntax && !IsPartOfAName(node))
        .Select(node => TargetOf(PartsOf(node), source))
        .OfType<string>();

    /// <summary>The folder that a name leads to, looked up from this file as the compiler does it.</summary>
    private string? TargetOf(List<string> parts, ParsedSource source)
    {
        if (parts is ["Overture", "Server", _, ..]) return ServerFolder.Of(parts[2..]);
        if (parts is ["Server", _, ..]) return ServerFolder.Of(parts[1..]);
        if (parts.Count == 0 || source.DeclaresMember(parts[0])) return null;
        // A namespace sees the one around it first, then the folders beside that one.
        var around = ServerFolder.FirstOf(source.File);
        return _typesIn[ServerFolder.Of(source.File)].Contains(parts[0])
            ? null
            : FolderOf([around, .. parts]) ?? FolderOf(parts);
    }

    /// <summary>The folder, if what follows its name is one of its types or leads on to one.</summary>
    private string? FolderOf(List<string> parts)
    {
        var folder = ServerFolder.Of(parts);
        var rest = parts[folder.Split('/').Length..];
        return rest switch
        {
            [var next, ..] when _typesIn[folder].Contains(next) => folder,
            [var next, _, ..] when _subfoldersOf[folder].Contains(next) => folder,
            _ => null,
        };
    }

    private static bool IsPartOfAName(SyntaxNode node) => node.Parent switch
    {
        QualifiedNameSyntax or AliasQualifiedNameSyntax => true,
        MemberAccessExpressionSyntax => true,
        MemberBindingExpressionSyntax => true,
        NameColonSyntax or NameEqualsSyntax => true,
        BaseNamespaceDeclarationSyntax => true,
        _ => false,
    };

    /// <summary>The dotted parts of a name; none if it begins with another expression, such as a call.</summary>
    private static List<string> PartsOf(ExpressionSyntax node) => node switch
    {
        SimpleNameSyntax name => [name.Identifier.Text],
        AliasQualifiedNameSyntax name => [name.Name.Identifier.Text],
        QualifiedNameSyntax name => [.. PartsOf(name.Left), name.Right.Identifier.Text],
        MemberAccessExpressionSyntax access when PartsOf(access.Expression) is { Count: > 0 } left =>
            [.. left, access.Name.Identifier.Text],
        _ => [],
    };

    private static IEnumerable<string> TypesIn(ParsedSource source) => source.Root.DescendantNodes()
        .Select(node => node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            _ => null,
        })
        .OfType<string>();

    private static IEnumerable<string> SubfolderOf(ParsedSource source)
    {
        var inner = source.File[(ServerFolder.Root.Length + 1)..].Split('/');
        return inner.Length > 2 && ServerFolder.Of(source.File) == inner[0] ? [inner[1]] : [];
    }

    private static ILookup<string, string> LookupOf(
        IEnumerable<ParsedSource> sources, Func<ParsedSource, IEnumerable<string>> namesIn) => sources
        .SelectMany(namesIn, (source, name) => (Folder: ServerFolder.Of(source.File), name))
        .Distinct()
        .ToLookup(entry => entry.Folder, entry => entry.name);

    private static bool IsFile(string folder) => folder.EndsWith(".cs", StringComparison.Ordinal);
}
