using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Overture.Sandbox.Network;

/// <summary>
/// sandbox.db. One connection holds an exclusive lock, so a second sandbox on the same folder fails to start, and
/// memory cannot diverge from the file.
/// </summary>
internal sealed class SandboxDatabase : IDisposable
{
    public const string FileName = "sandbox.db";

    private SandboxDatabase(SqliteConnection connection) => Connection = connection;

    /// <summary>Lock it around every use of the connection.</summary>
    public Lock Gate { get; } = new();

    public SqliteConnection Connection { get; }

    /// <summary>
    /// Opens the file; creates folder and tables if absent. Throws an IOException with a clear sentence.
    /// </summary>
    public static SandboxDatabase Open(string folder)
    {
        SqliteConnection? connection = null;
        try
        {
            Directory.CreateDirectory(folder);
            KeepPrivate(Path.Combine(folder, FileName));
            var text = new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(folder, FileName),
                Pooling = false,
                DefaultTimeout = 1,
            };
            connection = new SqliteConnection(text.ToString());
            connection.Open();
            SandboxSchema.Prepare(connection);
            return new SandboxDatabase(connection);
        }
        catch (Exception exception) when (SandboxDatabaseFault.IsExpected(exception))
        {
            connection?.Dispose();
            throw new IOException(SandboxDatabaseFault.Describe(folder, exception), exception);
        }
    }

    /// <summary>
    /// The file is readable for this user alone from its first byte on, and so are those that SQLite puts beside it.
    /// </summary>
    private static void KeepPrivate(string file)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (OperatingSystem.IsWindows()) return;
        if (File.Exists(file)) File.SetUnixFileMode(file, OwnerOnly);
        else File.Open(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        }).Dispose();
    }

    public TimeSpan ClockOffset()
    {
        lock (Gate)
        {
            using var command = Command("SELECT value FROM settings WHERE name = 'clock_offset_ticks'");
            var ticks = command.ExecuteScalar() as string ?? "0";
            return TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture));
        }
    }

    public void SaveClockOffset(TimeSpan offset) => Execute(
        "INSERT INTO settings(name, value) VALUES ('clock_offset_ticks', $value) " +
        "ON CONFLICT(name) DO UPDATE SET value = $value",
        offset.Ticks.ToString(CultureInfo.InvariantCulture));

    public List<int> EndedSessions()
    {
        lock (Gate)
        {
            using var command = Command("SELECT member FROM ended_sessions");
            using var reader = command.ExecuteReader();
            var members = new List<int>();
            while (reader.Read()) members.Add(reader.GetInt32(0));
            return members;
        }
    }

    public void SaveSession(int member, bool isEnded) => Execute(
        isEnded
            ? "INSERT OR IGNORE INTO ended_sessions(member) VALUES ($value)"
            : "DELETE FROM ended_sessions WHERE member = $value",
        member);

    public SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    public void Dispose()
    {
        lock (Gate) Connection.Dispose();
    }

    private void Execute(string sql, object value)
    {
        lock (Gate)
        {
            using var command = Command(sql, "$value");
            command.Parameters[0].Value = value;
            command.ExecuteNonQuery();
        }
    }
}
