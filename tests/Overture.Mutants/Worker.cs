using System.Reflection;

namespace Overture.Mutants;

/// <summary>
/// Runs test classes in this process, again and again, each time with another mutant switched on. It stands in the
/// folder of the test program and plays its part.
/// </summary>
internal static class Worker
{
    public const string Word = "worker";
    public const string Answer = "@@mutants ";

    /// <summary>Reads one order a line, <c>mutant class,class</c>, until its input ends.</summary>
    public static int Serve(string testProgram)
    {
        var assembly = Assembly.Load(new AssemblyName(testProgram));
        Assembly.SetEntryAssembly(assembly);
        var switches = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => name is "overture-server" or "Overture.Connectors")
            .Select(name => Assembly.Load(new AssemblyName(name!)).GetType(MutatingRewriter.SwitchType))
            .OfType<Type>().ToList();
        var output = Console.Out;
        while (Console.In.ReadLine() is { } order)
        {
            var parts = order.Split(' ', 2);
            foreach (var type in switches)
            {
                Array.Clear(ReachedOf(type));
                type.GetField("Active")!.SetValue(null, int.Parse(parts[0], null));
            }

            Console.SetOut(TextWriter.Null);
            string[] arguments =
            [
                "-noColor", "-noLogo", "-stopOnFail",
                .. parts[1].Split(',').SelectMany(name => (string[])["-class", name]),
            ];
            var code = Run(assembly, arguments);
            foreach (var type in switches) type.GetField("Active")!.SetValue(null, -1);
            var reached = switches.SelectMany(type => ReachedOf(type).Index().Where(mark => mark.Item))
                .Select(mark => mark.Index);
            output.WriteLine($"{Answer}{code} {string.Join(',', reached)}");
            output.Flush();
        }

        return 0;
    }

    // The program's own entry would end the process after the first run.
    private static int Run(Assembly assembly, string[] arguments)
    {
        var type = Assembly.Load(new AssemblyName("xunit.v3.runner.inproc.console"))
            .GetType("Xunit.Runner.InProc.SystemConsole.ConsoleRunner", throwOnError: true)!;
        using var runner = (IDisposable)Activator.CreateInstance(type, [arguments, assembly])!;
        var run = type.GetMethod("EntryPoint", [typeof(TextReader), typeof(TextWriter)])!;
        return ((Task<int>)run.Invoke(runner, [TextReader.Null, TextWriter.Null])!).GetAwaiter().GetResult();
    }

    private static bool[] ReachedOf(Type type) => (bool[])type.GetField("Reached")!.GetValue(null)!;
}
