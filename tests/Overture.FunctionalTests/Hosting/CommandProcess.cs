using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>A command in its own process, beside a gateway that serves from the same data folder.</summary>
internal static class CommandProcess
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        Gateway gateway, params string[] command)
    {
        using var process = ServerProcess.Start([.. command, "--data", gateway.DataDirectory]);
        var (exitCode, output, errors) = await process.EndAsync();
        return (exitCode, output.TrimEnd(), errors.TrimEnd());
    }

    /// <summary>The command's standard output; fails the test when the command failed.</summary>
    public static async Task<string> DoneAsync(Gateway gateway, params string[] command)
    {
        var (exitCode, output, errors) = await RunAsync(gateway, command);
        Assert.True(exitCode == 0, $"{command[0]} ended with {exitCode}: {output}{errors}");
        return output;
    }
}
