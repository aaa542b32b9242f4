using Microsoft.Data.Sqlite;
using Overture.Sandbox.People;
using SQLitePCL;

namespace Overture.Sandbox.Network;

/// <summary>
/// The log on disk. Rows are only appended. An append survives a killed process, because it is written before the
/// sandbox answers the send.
/// </summary>
internal sealed class InvitationTable : IDisposable
{
    private const string Columns = "id, member, person, note, state, received_at";

    private readonly SandboxDatabase _database;
    private readonly SqliteCommand _append;
    private readonly SqliteCommand _note;

    public InvitationTable(SandboxDatabase database)
    {
        _database = database;
        _append = InsertInto(SandboxSchema.Log);
        _note = database.Command($"SELECT note FROM {SandboxSchema.Log} WHERE id = $id", "$id");
    }

    public long LastId(bool seeded)
    {
        lock (_database.Gate)
        {
            var table = seeded ? SandboxSchema.Seeded : SandboxSchema.Log;
            using var command = _database.Command($"SELECT max(id) FROM {table}");
            return command.ExecuteScalar() is long id ? id : 0;
        }
    }

    /// <summary>Appends all or none, in one transaction.</summary>
    public void Append(IReadOnlyList<LoggedInvitation> batch)
    {
        lock (_database.Gate)
        {
            using var transaction = _database.Connection.BeginTransaction();
            _append.Transaction = transaction;
            foreach (var invitation in batch) Insert(_append, invitation);
            transaction.Commit();
        }
    }

    public void AppendSeeded(LoggedInvitation invitation)
    {
        lock (_database.Gate)
        {
            using var command = InsertInto(SandboxSchema.Seeded);
            Insert(command, invitation);
        }
    }

    public string? Note(long id)
    {
        lock (_database.Gate)
        {
            _note.Parameters[0].Value = id;
            return _note.ExecuteScalar() as string;
        }
    }

    /// <summary>
    /// Calls back for every stored invitation, without its note. It uses SQLite's native interface for speed: a bench
    /// loads ten million rows before its first request.
    /// </summary>
    public void ForEach(Action<Pair, LiveInvitation> take)
    {
        lock (_database.Gate)
        {
            Scan($"SELECT id, member, person, state, received_at, note IS NOT NULL FROM {SandboxSchema.Log}", take);
            Scan($"SELECT id, member, person, state, received_at, 0 FROM {SandboxSchema.Seeded}", take);
        }
    }

    public List<LoggedInvitation> Page(long after, int count, bool withSeeded)
    {
        var log = $"SELECT {Columns} FROM {SandboxSchema.Log} WHERE id > $after";
        var both = $"{log} UNION ALL SELECT {Columns} FROM {SandboxSchema.Seeded} WHERE id > $after";
        return Read($"{(withSeeded ? both : log)} ORDER BY id LIMIT $count", after, count);
    }

    public List<LoggedInvitation> Newest(int count) =>
        Read($"SELECT {Columns} FROM {SandboxSchema.Log} WHERE id > $after ORDER BY id DESC LIMIT $count", 0, count);

    public void Dispose()
    {
        _append.Dispose();
        _note.Dispose();
    }

    private void Scan(string sql, Action<Pair, LiveInvitation> take)
    {
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(_database.Connection.Handle, sql, out var statement), _database.Connection.Handle);
        using (statement)
        {
            int code;
            while ((code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                if (!PersonKey.TryFromValue((ulong)raw.sqlite3_column_int64(statement, 2), out var person)) continue;
                var invitation = new LiveInvitation(
                    raw.sqlite3_column_int64(statement, 0),
                    raw.sqlite3_column_int64(statement, 4),
                    (InvitationState)raw.sqlite3_column_int(statement, 3),
                    hasNote: raw.sqlite3_column_int(statement, 5) != 0);
                take(new Pair(raw.sqlite3_column_int(statement, 1), person), invitation);
            }

            if (code != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(code, _database.Connection.Handle);
        }
    }

    private List<LoggedInvitation> Read(string sql, long after, int count)
    {
        lock (_database.Gate)
        {
            using var command = _database.Command(sql, "$after", "$count");
            command.Parameters[0].Value = after;
            command.Parameters[1].Value = count;
            using var reader = command.ExecuteReader();
            var rows = new List<LoggedInvitation>();
            while (reader.Read()) rows.Add(Row(reader));
            return rows;
        }
    }

    private static LoggedInvitation Row(SqliteDataReader reader)
    {
        PersonKey.TryFromValue((ulong)reader.GetInt64(2), out var person);
        return new LoggedInvitation(
            reader.GetInt64(0),
            reader.GetInt32(1),
            person,
            reader.IsDBNull(3) ? null : reader.GetString(3),
            (InvitationState)reader.GetInt32(4),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)));
    }

    private SqliteCommand InsertInto(string table) => _database.Command(
        $"INSERT INTO {table}({Columns}) VALUES ($id, $member, $person, $note, $state, $at)",
        "$id", "$member", "$person", "$note", "$state", "$at");

    private static void Insert(SqliteCommand command, LoggedInvitation invitation)
    {
        command.Parameters[0].Value = invitation.Id;
        command.Parameters[1].Value = invitation.Member;
        command.Parameters[2].Value = (long)invitation.Person.Value;
        command.Parameters[3].Value = invitation.Note ?? (object)DBNull.Value;
        command.Parameters[4].Value = (int)invitation.Stored;
        command.Parameters[5].Value = invitation.ReceivedAt.ToUnixTimeMilliseconds();
        command.ExecuteNonQuery();
    }
}
