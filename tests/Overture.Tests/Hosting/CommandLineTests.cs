using System.CommandLine.Help;
using Overture.Server.Hosting;
using Overture.Server.Hosting.Commands;

namespace Overture.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--urls", "http://127.0.0.1:1", "--data", "x")]
    [InlineData("--urls=http://127.0.0.1:1", "--Overture:Http:MaxBodyBytes=2048")]
    [InlineData("--Overture:Http:MaxBodyBytes", "2048")]
    [InlineData("check-ledger", "--data", "x")]
    [InlineData("--data", "x", "check-ledger")]
    [InlineData("add-key", "ws_1", "--name", "x", "--data", "y")]
    [InlineData("add-key", "ws_1", "--data", "y", "--name=x")]
    [InlineData("add-key", "ws_1", "--name", "x", "--name", "y")]
    [InlineData("grant-credits", "ws_1", "-5")]
    [InlineData("--environment", "Production", "--Logging:LogLevel:Default=Debug")]
    public void Known_arguments_pass(params string[] args) => Assert.Empty(CommandLine.Parse(args).Faults);

    [Theory]
    [InlineData("--dta is not an option. Did you mean --data?", "--dta", "9000")]
    [InlineData("--url is not an option. Did you mean --urls?", "--url", "9000")]
    [InlineData("--port is not an option. --help lists them.", "--port", "9000")]
    [InlineData("--name is not an option. --help lists them.", "--name", "x")]
    [InlineData("--name is not an option. --help lists them.", "list-keys", "ws_1", "--name", "x")]
    [InlineData("--nmae is not an option. Did you mean --name?", "add-key", "ws_1", "--nmae", "x")]
    [InlineData("--nmae is not an option. Did you mean --name?", "add-key", "--nmae=x", "ws_1")]
    [InlineData("\"check-legder\" is not a command. Did you mean check-ledger?", "check-legder", "9000")]
    [InlineData("\"alone\" is not a command. --help lists them.", "--urls=http://127.0.0.1:1", "alone")]
    [InlineData("\"alone\" is not a command. --help lists them.", "--data", "x", "alone")]
    public void Unknown_words_are_refused_with_a_suggestion(string sentence, params string[] args) =>
        Assert.Equal(sentence, Assert.Single(CommandLine.Parse(args).Faults));

    [Theory]
    [InlineData("--data needs a value.", "--data")]
    [InlineData("--data needs a value.", "--data", "--urls", "http://127.0.0.1:1")]
    [InlineData("--urls needs a value.", "--urls=")]
    [InlineData("--data needs a value.", "check-ledger", "--data")]
    [InlineData("--name needs a value.", "add-key", "ws_1", "--name")]
    [InlineData("--Overture:Http:MaxBodyBytes needs a value.", "--Overture:Http:MaxBodyBytes")]
    [InlineData("--Overture:Http:MaxBodyBytes needs a value.", "--Overture:Http:MaxBodyBytes", "--data", "x")]
    public void Option_without_its_value_is_refused(string sentence, params string[] args) =>
        Assert.Equal(sentence, Assert.Single(CommandLine.Parse(args).Faults));

    [Theory]
    [InlineData(
        "grant-credits needs AMOUNT: overture-server grant-credits WORKSPACE AMOUNT", "grant-credits", "ws_1")]
    [InlineData("add-key needs WORKSPACE: overture-server add-key WORKSPACE [--name NAME]", "add-key")]
    [InlineData(
        "list-workspaces has no argument for \"more\"; put a name with spaces in quotes.", "list-workspaces", "more")]
    [InlineData(
        "add-key has no argument for \"Corp\"; put a name with spaces in quotes.", "add-key", "ws_1", "--name", "Acme",
        "Corp")]
    public void Missing_and_spare_arguments_are_refused(string sentence, params string[] args) =>
        Assert.Equal(sentence, Assert.Single(CommandLine.Parse(args).Faults));

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    [InlineData("add-key", "--help")]
    [InlineData("help", "add-key")]
    public void Help_is_printed_wherever_it_is_asked_for(params string[] args) =>
        Assert.IsType<HelpAction>(CommandLine.Parse(args).Line.Action);

    [Fact]
    public void Command_gets_its_arguments_and_the_configuration_the_settings()
    {
        var arguments = CommandLine.Parse(
            ["add-key", "/urls=http://0.0.0.0:1", "--name=x", "--data", "y", "--Overture:Http:MaxBodyBytes", "2048"]);
        Assert.IsType<AddKeyCommand>(arguments.Command);
        Assert.Equal("/urls=http://0.0.0.0:1", arguments.Line.GetValue<string>("WORKSPACE"));
        Assert.Equal("x", arguments.Line.GetValue<string>("--name"));
        Assert.Equal(
            ["--Overture:Http:MaxBodyBytes=2048", "--Overture:Storage:Directory=y"], arguments.Settings);
    }

    [Fact]
    public void Last_of_a_repeated_option_counts() =>
        Assert.Equal(["--urls=b"], CommandLine.Parse(["--urls", "a", "--urls=b"]).Settings);
}
