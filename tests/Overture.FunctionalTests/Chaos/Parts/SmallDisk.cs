using System.Diagnostics;

namespace Overture.FunctionalTests.Chaos.Parts;

/// <summary>
/// A disk small enough to be filled: a tmpfs. Needs the right to mount one (root, as in CI); without it the run fails
/// and says so, since a suite that quietly leaves out the full disk proves less than it claims.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Size = "512m";

    private readonly string _ballast;

    public SmallDisk(string path)
    {
        Folder = path;
        _ballast = Path.Combine(path, "ballast");
        Directory.CreateDirectory(path);
        if (Run("mount", "-t", "tmpfs", "-o", $"size={Size},mode=700", "overture-chaos", path) != 0)
        {
            throw new InvalidOperationException(
                "The chaos suite fills a disk and so must mount a tmpfs; run it as root, or in a container with "
                + "CAP_SYS_ADMIN.");
        }
    }

    public string Folder { get; }

    /// <summary>Takes all that is free but a few pages.</summary>
    public void Fill(int leftBytes)
    {
        var free = new DriveInfo(Folder).AvailableFreeSpace - leftBytes;
        if (free <= 0) return;
        try
        {
            using var file = new FileStream(_ballast, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                PreallocationSize = free,
            });
        }
        catch (IOException)
        {
            // Somebody wrote meanwhile and less was free: nearly full is what was wanted, the next filling tries again.
        }
    }

    public void Free() => File.Delete(_ballast);

    public void Dispose()
    {
        if (Directory.Exists(Folder)) Run("umount", "--lazy", Folder);
    }

    private static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
