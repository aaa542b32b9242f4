using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Overture.Mutants;

/// <summary>A project with all of its mutants in it, each of which can be switched on.</summary>
internal sealed class MutatedAssembly
{
    private const int MaxPasses = 40;

    private MutatedAssembly(string fileName, byte[] content, IReadOnlyList<Mutant> mutants) =>
        (FileName, Content, Mutants) = (fileName, content, mutants);

    public string FileName { get; }

    public byte[] Content { get; }

    public IReadOnlyList<Mutant> Mutants { get; }

    /// <summary>
    /// Mutates and compiles. A mutant that the compiler does not take is left out, and the rest compiled again.
    /// </summary>
    public static MutatedAssembly Make(CompiledProject project, int firstId)
    {
        var dropped = new HashSet<string>(StringComparer.Ordinal);
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
        return member.GetAnnotatedNodes(MutatingRewriter.Annotation)
            .SelectMany(inner => inner.GetAnnotations(MutatingRewriter.Annotation)).Select(mark => mark.Data!);
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
