using Microsoft.Data.Sqlite;

namespace Overture.Sandbox.Network;

/// <summary>Turns a storage failure into one sentence that an operator can act on.</summary>
internal static class SandboxDatabaseFault
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    public static bool IsExpected(Exception exception) =>
        exception is SqliteException or UnauthorizedAccessException or IOException or InvalidDataException;

    public static string Describe(string folder, Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Busy or Locked } =>
            $"The sandbox's data folder '{folder}' is in use by another process.",
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } =>
            $"The file {SandboxDatabase.FileName} in '{folder}' is damaged or not a database; " +
            "delete it to start with a new network.",
        InvalidDataException =>
            $"A newer sandbox wrote the file {SandboxDatabase.FileName} in '{folder}'; " +
            "use that version or another folder.",
        _ => $"The sandbox cannot write to its data folder '{folder}'.",
    };
}
