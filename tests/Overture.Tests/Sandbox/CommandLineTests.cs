using Overture.Sandbox;

namespace Overture.Tests.Sandbox;

public sealed class CommandLineTests
{
    [Fact]
    public void Both_spellings_of_an_argument_are_read()
    {
        var commandLine = CommandLine.Parse(
            ["--urls", "http://127.0.0.1:0", "--data=/somewhere", "--hosts", "one;two"]);

        Assert.Null(commandLine.Error);
        Assert.Equal("http://127.0.0.1:0", commandLine.Options.Url);
        Assert.Equal("/somewhere", commandLine.Options.DataDirectory);
        Assert.Equal(["one", "two"], commandLine.Options.AllowedHosts);
    }

    [Theory]
    [InlineData("--port", "80")]
    [InlineData("--data")]
    [InlineData("--urls=https://127.0.0.1:1")]
    [InlineData("--urls", "8081")]
    public void Invalid_arguments_are_refused(params string[] arguments) =>
        Assert.NotNull(CommandLine.Parse(arguments).Error);
}
