using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>A verb run as its operator runs it, beside a gateway that serves from the same data folder.</summary>
internal static class VerbProcess
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(Gateway gateway, params string[] verb)
    {
        using var process = ServerProcess.Start([.. verb, "--data", gateway.DataDirectory]);
        var (exitCode, output, errors) = await process.EndAsync();
        return (exitCode, output.TrimEnd(), errors.TrimEnd());
    }

    /// <summary>Its standard output; fails when it did not do what it was asked.</summary>
    public static async Task<string> DoneAsync(Gateway gateway, params string[] verb)
    {
        var (exitCode, output, errors) = await RunAsync(gateway, verb);
        Assert.True(exitCode == 0, $"{verb[0]} ended with {exitCode}: {output}{errors}");
        return output;
    }
}
