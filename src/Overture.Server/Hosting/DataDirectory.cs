using Overture.Server.Storage;

namespace Overture.Server.Hosting;

/// <summary>The folder that contains everything the server stores.</summary>
internal static class DataDirectory
{
    /// <summary>Its subfolder for the keys that encrypt the sessions.</summary>
    public const string Keys = "keys";

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Claims the folder for this process until the claim is disposed or the process ends, however it ends. Two servers
    /// on the same files would corrupt each other's state.
    /// </summary>
    /// <exception cref="StartException">Another server uses the folder.</exception>
    public static IDisposable Claim(string directory)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
            };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(Path.Combine(directory, "overture.lock"), options);
        }
        catch (IOException exception)
        {
            throw new StartException(
                ExitCode.DataDirectory,
                $"The data folder \"{directory}\" is in use by another server. Choose another with --data, or "
                + "stop that one.",
                exception);
        }
    }

    /// <exception cref="StartException">The folder does not exist.</exception>
    public static void Require(string directory)
    {
        if (Directory.Exists(directory)) return;
        throw new StartException(
            ExitCode.DataDirectory, $"There is no data folder \"{directory}\"; name it with --data.");
    }

    /// <summary>
    /// Creates the folder, for this user alone: it contains sessions and the keys that decrypt them. An empty folder
    /// becomes as private. One with something in it stays as it is, because it may be somebody else's; what the server
    /// creates in it is private all the same.
    /// </summary>
    /// <exception cref="StartException">The folder cannot be created or written to.</exception>
    public static void Prepare(string directory)
    {
        try
        {
            CreatePrivate(directory);
            CreatePrivate(Path.Combine(directory, Keys));
            var probe = Path.Combine(directory, ".writable");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartException(
                ExitCode.DataDirectory,
                $"The data folder \"{directory}\" cannot be written to. Choose another with --data or "
                + $"{StorageOptions.Section}:{nameof(StorageOptions.Directory)}.",
                exception);
        }
    }

    /// <summary>Whether other users can look into the folder.</summary>
    public static bool IsOpenToOthers(string directory) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(directory) & Others) != 0;

    private static void CreatePrivate(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
            return;
        }

        Directory.CreateDirectory(directory, OwnerOnly);
        if (IsOpenToOthers(directory) && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            File.SetUnixFileMode(directory, OwnerOnly);
        }
    }
}
