using System.Diagnostics;

namespace Overture.Tests.House;

/// <summary>What the scripts say before they build anything.</summary>
public sealed class ScriptTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("demo", "/nowhere/at-all")]
    [InlineData("demo", "/dev/null")]
    [InlineData("demo", "")]
    [InlineData("test", "/nowhere/at-all")]
    [InlineData("test", "/dev/null")]
    [InlineData("test", "")]
    public async Task Script_without_a_home_folder_says_so(string script, string home)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf(script)]) { RedirectStandardError = true };
        start.Environment["HOME"] = home;
        start.Environment.Remove("DOTNET_CLI_HOME");
        using var process = Process.Start(start)!;
        // It must not get as far as running these tests.
        if (!process.WaitForExit(Deadline)) process.Kill(entireProcessTree: true);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, process.ExitCode);
        Assert.Equal(
            $"HOME is \"{home}\", which is no folder that can be written to; .NET keeps its packages there. "
            + "Set HOME to one that is.",
            errors.Trim());
    }
}
