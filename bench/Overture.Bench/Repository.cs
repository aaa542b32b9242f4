namespace Overture.Bench;

/// <summary>The folder of the checkout, and the programs built in it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Program(string project, string assembly) =>
        PathOf("artifacts", "bin", project, "release", $"{assembly}.dll");

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Overture.slnx"))) return folder;
        }

        throw new BenchException("The harness runs in a checkout; no folder above it has Overture.slnx.");
    }
}
