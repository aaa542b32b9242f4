using Microsoft.Data.Sqlite;

namespace Overture.Server.Storage.Sqlite;

/// <summary>
/// Copies of the embedded database as whole files: made while a gateway writes, and put in place while none runs.
/// </summary>
internal static class SqliteFiles
{
    public const string Name = "overture.db";

    // There from the first to the last move of a replacement.
    private const string Incoming = ".incoming";

    // Beside the file, SQLite keeps what is not yet in it; a file that meets those of another is ruined.
    private static readonly string[] Suffixes = ["-wal", "-shm", ""];

    /// <summary>
    /// Writes one moment of the database to a new file, which is there as a whole and on the disk, or not at all.
    /// </summary>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    /// <exception cref="SqliteException">The database cannot be read, or the disk is full.</exception>
    public static void CopyTo(string directory, string file)
    {
        if (File.Exists(file)) throw new IOException($"The file \"{file}\" is there already");
        var unfinished = $"{file}.unfinished";
        try
        {
            // Readable only for this user from its first byte on.
            using (File.Open(unfinished, NewFile())) { }
            using (var connection = Open(Path.Combine(directory, Name), SqliteOpenMode.ReadWrite))
            {
                Run(connection, "VACUUM INTO $file", ("$file", unfinished));
            }

            if (FaultOf(unfinished) is { } fault) throw new IOException($"The copy is not sound ({fault})");
            using (var stream = File.OpenWrite(unfinished)) stream.Flush(flushToDisk: true);
            File.Move(unfinished, file);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Null when the file is a sound database of this product; else what is wrong.</summary>
    public static string? FaultOf(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            var verdict = Run(connection, "PRAGMA integrity_check");
            if (verdict is not "ok") return $"integrity_check says: {verdict}";
            return Run(
                connection,
                "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('accounts', 'invitations', 'ledger')") is 3L
                ? null
                : "it holds another product's tables, or none";
        }
        catch (SqliteException exception)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    /// <summary>
    /// Puts a copy in the place of the database, whose files are kept under another name, which is returned. That name
    /// is one that no file has yet, or the replacement would stop with half of the files moved. If it is killed in
    /// between, the copy is still there and <see cref="IsHalfReplaced"/>; another replacement ends it.
    /// </summary>
    public static string? Replace(string directory, string copy, string keptAs)
    {
        var target = Path.Combine(directory, Name);
        var unfinished = $"{target}.unfinished";
        File.Delete(unfinished);
        using (File.Open(unfinished, NewFile())) { }
        // Not as a file: what was kept from a gateway that was killed has its last commits beside it.
        using (var source = Open(copy, SqliteOpenMode.ReadOnly))
        using (var destination = Open(unfinished, SqliteOpenMode.ReadWrite)) source.BackupDatabase(destination);
        using (var stream = File.OpenWrite(unfinished)) stream.Flush(flushToDisk: true);
        File.Move(unfinished, target + Incoming, overwrite: true);
        var kept = Suffixes.Any(suffix => File.Exists(target + suffix)) ? Unused($"{target}.{keptAs}") : null;
        foreach (var suffix in Suffixes.Where(suffix => File.Exists(target + suffix)))
        {
            File.Move(target + suffix, kept + suffix);
        }

        File.Move(target + Incoming, target);
        return kept;
    }

    /// <summary>
    /// True when a replacement was killed while it moved files: whatever lies under the database's name may lack its
    /// log, or be missing.
    /// </summary>
    public static bool IsHalfReplaced(string directory) => File.Exists(Path.Combine(directory, Name + Incoming));

    /// <summary>
    /// Makes the database readable for this user alone, before its first byte is written. What SQLite puts beside it
    /// gets the same mode.
    /// </summary>
    public static void KeepPrivate(string directory)
    {
        var file = Path.Combine(directory, Name);
        if (!File.Exists(file))
        {
            File.Open(file, NewFile()).Dispose();
            return;
        }

        if (OperatingSystem.IsWindows()) return;
        foreach (var existing in Suffixes.Select(suffix => file + suffix).Where(File.Exists))
        {
            File.SetUnixFileMode(existing, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static string Unused(string name)
    {
        var unused = name;
        for (var number = 2; Suffixes.Any(suffix => File.Exists(unused + suffix)); number++)
        {
            unused = $"{name}-{number}";
        }

        return unused;
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static object? Run(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command.ExecuteScalar();
    }
}
