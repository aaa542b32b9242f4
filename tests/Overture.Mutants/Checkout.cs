using System.Diagnostics;

namespace Overture.Mutants;

/// <summary>The checkout that this runs in.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Runs a program to its end and returns what it printed.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = Root };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new MutationException($"{program} {string.Join(' ', arguments)} failed: {output}");
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Overture.slnx"))) return folder;
        }

        throw new MutationException("This runs in a checkout; no folder above it has Overture.slnx.");
    }
}

/// <summary>Why a run cannot go on, in words for people.</summary>
internal sealed class MutationException(string message) : Exception(message);
