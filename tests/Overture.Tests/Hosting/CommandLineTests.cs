using Overture.Server.Hosting;

namespace Overture.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--urls", "http://127.0.0.1:1", "--data", "x")]
    [InlineData("--urls=http://127.0.0.1:1", "--Overture:Http:MaxBodyBytes=2048")]
    [InlineData("check-ledger", "--data", "x")]
    [InlineData("add-key", "ws_1", "--name", "x", "--data", "y")]
    [InlineData("add-key", "ws_1", "--data", "y", "--name=x")]
    [InlineData("grant-credits", "ws_1", "-5")]
    [InlineData("--environment", "Production", "--Logging:LogLevel:Default=Debug")]
    public void What_is_known_passes(params string[] args) => Assert.Empty(CommandLine.FaultsOf(args));

    [Theory]
    [InlineData("--dta", "--data")]
    [InlineData("--url", "--urls")]
    [InlineData("--port", "--help")]
    [InlineData("check-legder", "check-ledger")]
    public void What_nobody_would_read_is_refused_with_what_there_is(string arg, string named) =>
        Assert.Contains(named, Assert.Single(CommandLine.FaultsOf([arg, "9000"])), StringComparison.Ordinal);

    [Theory]
    [InlineData("--data")]
    [InlineData("--data", "--urls", "http://127.0.0.1:1")]
    [InlineData("--urls=")]
    [InlineData("check-ledger", "--data")]
    [InlineData("add-key", "ws_1", "--name")]
    public void A_switch_without_its_value_is_refused(params string[] args) =>
        Assert.EndsWith("needs a value.", Assert.Single(CommandLine.FaultsOf(args)), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"alone\" stands alone", "--urls=http://127.0.0.1:1", "alone")]
    [InlineData("\"alone\" stands alone", "--data", "x", "alone")]
    [InlineData("\"Corp\" stands alone", "add-key", "ws_1", "--name", "Acme", "Corp")]
    [InlineData("--name is not a switch", "--name", "x")]
    [InlineData("--name is not a switch", "list-keys", "ws_1", "--name", "x")]
    [InlineData("Did you mean --name?", "add-key", "ws_1", "--nmae", "x")]
    [InlineData("grant-credits needs AMOUNT", "grant-credits", "ws_1")]
    [InlineData("does not know what \"more\" is for", "list-workspaces", "more")]
    public void What_belongs_to_no_verb_is_refused(string sentence, params string[] args) =>
        Assert.Contains(sentence, Assert.Single(CommandLine.FaultsOf(args)), StringComparison.Ordinal);

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("add-key", "--help")]
    public void Help_is_given_wherever_it_is_asked_for(params string[] args) => Assert.True(CommandLine.AsksForHelp(args));

    [Fact]
    public void An_operand_never_reaches_the_configuration()
    {
        var command = Command.Of(["add-key", "/urls=http://0.0.0.0:1", "--name=x", "--data", "y"]);
        Assert.Equal(["/urls=http://0.0.0.0:1"], command.Operands);
        Assert.Equal("x", command.SwitchValue);
        Assert.Equal(["--data", "y"], command.Settings);
    }
}
