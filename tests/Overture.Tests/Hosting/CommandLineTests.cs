using Overture.Server.Hosting;

namespace Overture.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--urls", "http://127.0.0.1:1", "--data", "x")]
    [InlineData("--urls=http://127.0.0.1:1", "--Overture:Http:MaxBodyBytes=2048")]
    [InlineData("check-ledger", "--data", "x")]
    [InlineData("--environment", "Production", "--Logging:LogLevel:Default=Debug")]
    public void What_is_known_passes(params string[] args) => Assert.Empty(CommandLine.FaultsOf(args));

    [Theory]
    [InlineData("--dta", "--data")]
    [InlineData("--url=http://127.0.0.1:1", "--urls")]
    [InlineData("--port", "--help")]
    [InlineData("check-legder", "check-ledger")]
    public void What_nobody_would_read_is_refused_with_what_there_is(string arg, string named) =>
        Assert.Contains(named, Assert.Single(CommandLine.FaultsOf([arg, "9000"])), StringComparison.Ordinal);
}
