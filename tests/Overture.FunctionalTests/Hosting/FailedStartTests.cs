using System.Net;
using System.Net.Sockets;

namespace Overture.FunctionalTests.Hosting;

/// <summary>A start that fails ends with an exit code of its own and one sentence on standard error.</summary>
public sealed class FailedStartTests : IDisposable
{
    private const string AnyPort = "http://127.0.0.1:0";

    private readonly string _directory = Directory.CreateTempSubdirectory("overture-start-").FullName;

    private string Data => Path.Combine(_directory, "data");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Invalid_setting_ends_with_two()
    {
        var (code, output, errors) = await RunAsync(["--Overture:Http:RequestsPerMinute=0"]);

        Assert.Equal(2, code);
        Assert.Equal(
            "Overture:Http:RequestsPerMinute: The field RequestsPerMinute must be between 1 and 100000000.",
            errors.Trim());
        Assert.Empty(output);
    }

    [Fact]
    public async Task Invalid_setting_in_the_environment_is_found_as_well()
    {
        var (code, _, errors) = await RunAsync(
            [], ("OVERTURE__HTTP__MAXBODYBYTES", "lots"), ("OVERTURE__CREDITS__INVITEPRIZE", "1"));

        Assert.Equal(2, code);
        Assert.Equal(
            [
                "Overture:Credits:InvitePrice",
                "Overture:Http:MaxBodyBytes must be a whole number, and \"lots\" is not.",
            ],
            errors.Trim().Split('\n').Select(line => line.Split("Did you mean ")[^1].TrimEnd('?'))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Data_folder_that_is_a_file_ends_with_three()
    {
        await File.WriteAllTextAsync(Data, "in the way", TestContext.Current.CancellationToken);

        var (code, _, errors) = await RunAsync([]);

        Assert.Equal(3, code);
        Assert.Equal(
            $"The data folder \"{Data}\" cannot be written to. "
            + "Choose another with --data or Overture:Storage:Directory.",
            errors.Trim());
    }

    [Theory]
    [InlineData("overture.db", "The database cannot be used: ")]
    [InlineData("sandbox.db", "The file sandbox.db in ")]
    public async Task File_that_is_no_database_ends_with_three(string file, string sentence)
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(
            Path.Combine(Data, file), new string('x', 10_000), TestContext.Current.CancellationToken);

        var (code, _, errors) = await RunAsync([]);

        Assert.Equal(3, code);
        Assert.StartsWith(sentence, errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("--urls")]
    [InlineData("--Overture:Sandbox:Url")]
    [InlineData("--Overture:Admin:Url")]
    public async Task Port_in_use_ends_with_four(string setting)
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var taken = $"http://127.0.0.1:{((IPEndPoint)holder.LocalEndpoint).Port}";

        var (code, _, errors) = await RunAsync([$"{setting}={taken}"]);

        Assert.Equal(4, code);
        Assert.Contains(taken, errors, StringComparison.Ordinal);
        if (setting.Contains("Admin", StringComparison.Ordinal))
        {
            Assert.Contains(
                $"Choose another with {setting.TrimStart('-')}.", errors, StringComparison.Ordinal);
        }

        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task Admin_listener_that_other_machines_could_reach_ends_with_two()
    {
        var (code, _, errors) = await RunAsync(["--Overture:Admin:Url=http://0.0.0.0:9090"]);

        Assert.Equal(2, code);
        Assert.Equal(
            "Overture:Admin:Url is \"http://0.0.0.0:9090\", which other machines can reach, and the admin listener has "
            + "no login; use a loopback address, or set Overture:Admin:AllowRemote=true where only a private network "
            + "reaches it.",
            errors.Trim());
    }

    [Theory]
    [InlineData("--Kestrel:Endpoints:Other:Url=http://0.0.0.0:0")]
    [InlineData("--Kestrel:Endpoints:Other:Url=http://0.0.0.0:9090", "--Overture:Admin:Url=http://127.0.0.1:9090")]
    public async Task Listener_that_is_named_past_the_rules_about_loopback_ends_with_two(params string[] settings)
    {
        var (code, _, errors) = await RunAsync(settings);

        Assert.Equal(2, code);
        Assert.Equal(
            "Kestrel:Endpoints is not supported; name the addresses with --urls and Overture:Admin:Url.",
            errors.Trim());
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] settings, params (string Name, string Value)[] environment)
    {
        using var server = ServerProcess.Start(
            [$"--urls={AnyPort}", $"--Overture:Sandbox:Url={AnyPort}", "--data", Data, .. settings], environment);
        return await server.EndAsync();
    }
}
