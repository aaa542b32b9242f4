using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Overture.Mutants;

/// <summary>A project as the build compiles it, with the code that its generators wrote.</summary>
internal sealed class CompiledProject
{
    private readonly IReadOnlyList<ResourceDescription> _resources;

    private CompiledProject(CSharpCompilation compilation, IReadOnlyList<ResourceDescription> resources) =>
        (Compilation, _resources) = (compilation, resources);

    public CSharpCompilation Compilation { get; }

    /// <summary>Builds the project and reads what the compiler was given.</summary>
    public static async Task<CompiledProject> ReadAsync(string name)
    {
        var folder = Checkout.PathOf("src", name);
        var generated = Checkout.PathOf("artifacts", "mutants", "generated", name);
        if (Directory.Exists(generated)) Directory.Delete(generated, recursive: true);
        var output = await Checkout.RunAsync(
            "dotnet", "build", folder, "--no-restore", "--no-incremental", "-p:BuildProjectReferences=false",
            "-p:EmitCompilerGeneratedFiles=true", $"-p:CompilerGeneratedFilesOutputPath={generated}",
            "-p:ProvideCommandLineArgs=true", "-getItem:CscCommandLineArgs", "-t:Build");
        var items = JsonNode.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..])!["Items"]!;
        var words = items["CscCommandLineArgs"]!.AsArray().Select(
            item => item!["Identity"]!.GetValue<string>());
        var arguments = CSharpCommandLineParser.Default.Parse(words, folder, sdkDirectory: null);
        var parsing = arguments.ParseOptions.WithDocumentationMode(DocumentationMode.None);
        var sources = arguments.SourceFiles.Select(file => file.Path).Concat(
            Directory.EnumerateFiles(generated, "*.cs", SearchOption.AllDirectories));
        var compilation = CSharpCompilation.Create(
            arguments.CompilationName ?? Path.GetFileNameWithoutExtension(arguments.OutputFileName!),
            sources.Distinct().Select(path => CSharpSyntaxTree.ParseText(
                SourceText.From(File.ReadAllText(path), System.Text.Encoding.UTF8), parsing, path)),
            arguments.MetadataReferences.Select(reference =>
                MetadataReference.CreateFromFile(reference.Reference, reference.Properties)),
            // Of warnings there are many in mutated code; they say nothing.
            arguments.CompilationOptions
                .WithGeneralDiagnosticOption(ReportDiagnostic.Default)
                .WithSpecificDiagnosticOptions([])
                .WithWarningLevel(0));
        return new CompiledProject(compilation, [.. arguments.ManifestResources]);
    }

    public IReadOnlyList<Diagnostic> Emit(CSharpCompilation compilation, Stream assembly) =>
        [.. compilation.Emit(assembly, manifestResources: _resources).Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
}
