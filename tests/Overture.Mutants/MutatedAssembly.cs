using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Overture.Mutants;

/// <summary>A project with all of its mutants in it, each of which can be switched on.</summary>
internal sealed class MutatedAssembly
{
    private const int MaxPasses = 60;
    private const string Sources = "sources.txt";
    private const string List = "mutants.json";
    private const string Dropped = "left-out.txt";

    private MutatedAssembly(string fileName, byte[] content, IReadOnlyList<Mutant> mutants) =>
        (FileName, Content, Mutants) = (fileName, content, mutants);

    public string FileName { get; }

    public byte[] Content { get; }

    public IReadOnlyList<Mutant> Mutants { get; }

    /// <summary>The one made of the same sources before; null when there is none.</summary>
    public static MutatedAssembly? Find(string project)
    {
        var folder = FolderOf(project);
        var sources = Path.Combine(folder, Sources);
        if (!File.Exists(sources) || File.ReadAllText(sources) != HashOf(project)) return null;
        var file = Directory.GetFiles(folder, "*.dll").Single();
        return new MutatedAssembly(
            Path.GetFileName(file), File.ReadAllBytes(file),
            JsonSerializer.Deserialize<List<Mutant>>(File.ReadAllText(Path.Combine(folder, List)))!);
    }

    /// <summary>Keeps it for runs that go on.</summary>
    public void Keep(string project)
    {
        var folder = FolderOf(project);
        File.WriteAllBytes(Path.Combine(folder, FileName), Content);
        File.WriteAllText(Path.Combine(folder, List), JsonSerializer.Serialize(Mutants));
        File.WriteAllText(Path.Combine(folder, Sources), HashOf(project));
    }

    /// <summary>
    /// Mutates and compiles. A mutant that the compiler does not take is left out, and the rest compiled again.
    /// </summary>
    public static MutatedAssembly Make(string name, CompiledProject project, int firstId)
    {
        var list = Path.Combine(FolderOf(name), Dropped);
        var dropped = new HashSet<string>(File.Exists(list) ? File.ReadLines(list) : [], StringComparer.Ordinal);
        for (var pass = 1; pass <= MaxPasses; pass++)
        {
            var id = firstId;
            var mutants = new List<Mutant>();
            var compilation = project.Compilation;
            foreach (var tree in project.Compilation.SyntaxTrees)
            {
                var file = Path.GetRelativePath(Checkout.Root, tree.FilePath).Replace('\\', '/');
                if (!Scope.Decides(file)) continue;
                var rewriter = new MutatingRewriter(
                    project.Compilation.GetSemanticModel(tree), file, () => id++, dropped);
                var mutated = tree.WithRootAndOptions(rewriter.Visit(tree.GetRoot())!, tree.Options);
                compilation = compilation.ReplaceSyntaxTree(tree, mutated);
                mutants.AddRange(rewriter.Mutants);
            }

            compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
                SwitchSource(id), (CSharpParseOptions)project.Compilation.SyntaxTrees[0].Options));
            using var assembly = new MemoryStream();
            var errors = project.Emit(compilation, assembly);
            if (errors.Count == 0)
            {
                return new MutatedAssembly($"{compilation.AssemblyName}.dll", assembly.ToArray(), mutants);
            }

            var before = dropped.Count;
            foreach (var error in errors) dropped.UnionWith(CausesOf(error));
            Console.WriteLine(
                $"  {compilation.AssemblyName}, pass {pass}: {errors.Count} errors, {dropped.Count} mutants left out");
            File.WriteAllLines(list, dropped);
            if (dropped.Count == before) throw new MutationException($"Cannot be compiled: {errors[0]}");
        }

        throw new MutationException($"Cannot be compiled, even in {MaxPasses} passes.");
    }

    /// <summary>
    /// The innermost mutant at the error; where there is none, as when a value is no longer assigned, those of its
    /// member.
    /// </summary>
    private static IEnumerable<string> CausesOf(Diagnostic error)
    {
        if (error.Location.SourceTree is not { } tree) return [];
        var node = tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        foreach (var around in node.AncestorsAndSelf())
        {
            if (around.GetAnnotations(MutatingRewriter.Annotation).FirstOrDefault()?.Data is { } key) return [key];
        }

        var member = node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() ?? node;
        var mutated = member.GetAnnotatedNodes(MutatingRewriter.Annotation).ToList();
        // A name that has no value there gets it in one of these.
        var naming = mutated.Where(inner => inner.DescendantNodesAndSelf().Any(part =>
            part is SingleVariableDesignationSyntax name && name.Identifier.Text == node.ToString())).ToList();
        return (naming.Count > 0 ? naming : mutated)
            .SelectMany(inner => inner.GetAnnotations(MutatingRewriter.Annotation)).Select(mark => mark.Data!);
    }

    private static string FolderOf(string project) =>
        Directory.CreateDirectory(Checkout.PathOf("artifacts", "mutants", "assemblies", project)).FullName;

    /// <summary>Of all sources of the product and of this program: what is mutated, and how.</summary>
    private static string HashOf(string project)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] folders = [Checkout.PathOf("src"), Checkout.PathOf("tests", "Overture.Mutants")];
        var files = folders
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);
        foreach (var file in files) hash.AppendData(File.ReadAllBytes(file));
        return $"{project} {Convert.ToHexString(hash.GetHashAndReset())}";
    }

    private static string SwitchSource(int count) => $$"""
        namespace Overture.Mutation;

        internal static class Switch
        {
            public static int Active = -1;
            public static readonly bool[] Reached = new bool[{{count}}];

            public static bool On(int id)
            {
                Reached[id] = true;
                return Active == id;
            }
        }
        """;
}
