using Microsoft.Data.Sqlite;

namespace Overture.Sandbox.Network;

/// <summary>The tables of sandbox.db.</summary>
internal static class SandboxSchema
{
    public const string Log = "invitations";
    public const string Seeded = "seeded_invitations";
    private const int Version = 1;
    private const string InvitationColumns =
        "id INTEGER PRIMARY KEY, member INTEGER NOT NULL, person INTEGER NOT NULL, note TEXT, " +
        "state INTEGER NOT NULL, received_at INTEGER NOT NULL";

    public static void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        // Exclusive before WAL: SQLite then needs no shared-memory file and keeps its lock from the first write on.
        command.CommandText =
            """
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            PRAGMA wal_autocheckpoint = 4000;
            """;
        command.ExecuteNonQuery();
        command.CommandText = "PRAGMA user_version";
        if (command.ExecuteScalar() is long version and > Version)
        {
            throw new InvalidDataException($"Schema version {version}.");
        }

        command.CommandText =
            $"""
            BEGIN IMMEDIATE;
            CREATE TABLE IF NOT EXISTS {Log}({InvitationColumns});
            CREATE TABLE IF NOT EXISTS {Seeded}({InvitationColumns});
            CREATE TABLE IF NOT EXISTS settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS ended_sessions(member INTEGER PRIMARY KEY);
            PRAGMA user_version = {Version};
            COMMIT;
            """;
        command.ExecuteNonQuery();
    }
}
