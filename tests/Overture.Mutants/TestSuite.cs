using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Overture.Mutants;

/// <summary>
/// One test program with the mutated assemblies in it, and which of its classes reach which mutant, fastest first.
/// </summary>
internal sealed class TestSuite
{
    private static readonly TimeSpan LongestBaseline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private readonly string _program;
    private readonly string _folder;
    private readonly List<(string Class, TestRun Run)> _classes = [];

    private TestSuite(string program, string folder) => (_program, _folder) = (program, folder);

    public string Program => _program;

    /// <summary>Copies the built test program and puts the mutated assemblies into it.</summary>
    public static TestSuite Prepare(string program, IEnumerable<MutatedAssembly> assemblies)
    {
        var folder = Checkout.PathOf("artifacts", "mutants", program);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var built = Checkout.PathOf("artifacts", "bin", program, "debug");
        foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        foreach (var assembly in assemblies)
        {
            File.WriteAllBytes(Path.Combine(folder, assembly.FileName), assembly.Content);
        }

        foreach (var part in (string[])["Overture.Mutants.dll", "Overture.Processes.dll"])
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, part), Path.Combine(folder, part), overwrite: true);
        }

        return new TestSuite(program, folder);
    }

    public TestProcess Start() => new(_folder, _program);

    /// <summary>Runs each class without a mutant and notes which it reaches. All of them must pass.</summary>
    public async Task CoverAsync(Func<bool> isOver)
    {
        using var process = Start();
        var names = ClassesOf(Path.Combine(_folder, $"{_program}.dll")).Where(Scope.Asks).ToList();
        foreach (var name in names)
        {
            if (isOver()) throw new MutationException("The time is over before the tests were measured.");
            var run = await process.RunAsync(-1, [name], LongestBaseline)
                ?? throw new MutationException($"{name} did not end without a mutant.");
            if (!run.Passed) throw new MutationException($"{name} fails without a mutant.");
            _classes.Add((name, run));
        }

        _classes.Sort((one, other) => one.Run.Time.CompareTo(other.Run.Time));
        Console.WriteLine($"  {_program}: {_classes.Count} classes");
    }

    /// <summary>The classes that reach the mutant, fastest first.</summary>
    public IReadOnlyList<string> Reaching(Mutant mutant) =>
        [
            .. _classes.Where(entry => mutant.IsStatic || entry.Run.Reached.Contains(mutant.Id))
                .Select(entry => entry.Class),
        ];

    /// <summary>Which class notices the mutant; null when none does.</summary>
    public async Task<string?> NoticeAsync(TestProcess process, Mutant mutant)
    {
        if (mutant.IsStatic) process.Restart();
        foreach (var name in Reaching(mutant))
        {
            var usual = _classes.First(entry => entry.Class == name).Run.Time;
            var run = await process.RunAsync(mutant.Id, [name], (usual * 5) + Grace);
            if (run is null) return $"{name} (did not end)";
            if (!run.Passed) return name;
        }

        if (mutant.IsStatic) process.Restart();
        return null;
    }

    /// <summary>Public classes with a test of their own or an inherited one; read without loading them.</summary>
    private static IEnumerable<string> ClassesOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var name = reader.GetString(type.Name);
            var isTest = name.EndsWith("Tests", StringComparison.Ordinal)
                || name.EndsWith("Properties", StringComparison.Ordinal);
            var kind = type.Attributes & (TypeAttributes.Public | TypeAttributes.Abstract);
            if (isTest && kind == TypeAttributes.Public)
            {
                yield return $"{reader.GetString(type.Namespace)}.{name}";
            }
        }
    }
}
