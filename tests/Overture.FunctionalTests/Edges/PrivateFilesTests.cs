using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Edges;

/// <summary>What the server stores is for its own user alone, wherever it lies.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Open = OwnersFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("overture-modes-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task New_or_empty_folder_becomes_private_with_all_that_is_in_it(bool exists)
    {
        if (exists) Create(Open);

        var log = await RunAsync();

        Assert.Equal(OwnersFolder, File.GetUnixFileMode(Data));
        AssertFilesArePrivate();
        Assert.DoesNotContain("start.open_folder", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_with_something_in_it_stays_as_it_is_and_the_log_says_so()
    {
        Create(Open);
        await File.WriteAllTextAsync(Path.Combine(Data, "mine.txt"), "x", TestContext.Current.CancellationToken);
        var mode = File.GetUnixFileMode(Path.Combine(Data, "mine.txt"));

        var log = await RunAsync();

        Assert.Equal(Open, File.GetUnixFileMode(Data));
        Assert.Equal(mode, File.GetUnixFileMode(Path.Combine(Data, "mine.txt")));
        File.Delete(Path.Combine(Data, "mine.txt"));
        AssertFilesArePrivate();
        Assert.Contains("start.open_folder", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_of_an_earlier_version_becomes_private()
    {
        await RunAsync();
        foreach (var file in Files) File.SetUnixFileMode(file, OwnerOnly | UnixFileMode.OtherRead);

        await RunAsync();

        AssertFilesArePrivate();
    }

    private IEnumerable<string> Files => Directory.EnumerateFiles(Data, "*.db*");

    private void Create(UnixFileMode mode)
    {
        Directory.CreateDirectory(Data);
        File.SetUnixFileMode(Data, mode);
    }

    private async Task<string> RunAsync()
    {
        var log = new CapturedLog();
        await using var gateway = await Gateway.StartAsync(
            logging => log.Attach(logging, LogLevel.Warning), directory: Data);
        Assert.True((await gateway.InviteAsync("acc_sandbox", "johndoe")).Status is 200 or 409);
        AssertFilesArePrivate();
        return log.Text;
    }

    private void AssertFilesArePrivate()
    {
        var names = Files.Select(Path.GetFileName).ToList();
        Assert.Contains("overture.db", names);
        Assert.Contains("sandbox.db", names);
        Assert.All(Files, file => Assert.True(File.GetUnixFileMode(file) == OwnerOnly, file));
        Assert.Equal(OwnersFolder, File.GetUnixFileMode(Path.Combine(Data, "keys")));
    }
}
