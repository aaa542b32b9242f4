using Overture.Server.Storage;

namespace Overture.Server.Hosting;

/// <summary>The folder that contains everything the server stores.</summary>
internal static class DataDirectory
{
    /// <summary>Its subfolder for the keys that encrypt the sessions.</summary>
    public const string Keys = "keys";

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
            return new FileStream(
                Path.Combine(directory, "overture.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
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

    /// <exception cref="StartException">The folder cannot be created or written to.</exception>
    public static void Prepare(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            Directory.CreateDirectory(Path.Combine(directory, Keys));
            // The folder contains sessions and the keys that decrypt them.
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(directory, OwnerOnly);
            }

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
}
