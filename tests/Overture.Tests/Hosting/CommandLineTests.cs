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

    [Theory]
    [InlineData("--data")]
    [InlineData("--data", "--urls", "http://127.0.0.1:1")]
    [InlineData("--urls=")]
    [InlineData("check-ledger", "--data")]
    public void A_switch_without_its_value_is_refused(params string[] args) =>
        Assert.EndsWith("needs a value.", Assert.Single(CommandLine.FaultsOf(args)), StringComparison.Ordinal);
}
