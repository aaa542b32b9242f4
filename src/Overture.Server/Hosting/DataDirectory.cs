using Overture.Server.Storage;

namespace Overture.Server.Hosting;

/// <summary>The folder that holds everything the server keeps.</summary>
internal static class DataDirectory
{
    /// <summary>Folder in it for the keys that encrypt the sessions.</summary>
    public const string Keys = "keys";

    /// <summary>
    /// Claims the folder for this process until the claim is disposed or the process ends, however it ends. A second server
    /// on the same files would be a second truth.
    /// </summary>
    /// <exception cref="StartException">Another server has it.</exception>
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
                $"The data folder \"{directory}\" is in use by another server. Choose another with --data, or stop that one.",
                exception);
        }
    }

    /// <exception cref="StartException">The folder cannot be made or written to.</exception>
    public static void Prepare(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            Directory.CreateDirectory(Path.Combine(directory, Keys));
            // Sessions and the keys that decrypt them lie here.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
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
