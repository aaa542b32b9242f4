namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>The real programs, as the build leaves them.</summary>
internal static class Binaries
{
    public static string Gateway => Path("Overture.Server", "overture-server.dll");

    public static string Sandbox => Path("Overture.Sandbox", "Overture.Sandbox.dll");

    private static string Path(string project, string file)
    {
        // …/bin/Overture.FunctionalTests/debug/ → …/bin/<project>/debug/<file>
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = System.IO.Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, file);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is missing; build the solution first.");
    }
}
