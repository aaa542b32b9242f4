using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Audit;

/// <summary>
/// The audit of one account: gives each decision its number and its hash. What it remembers of the chain's end is a cache; after a commit
/// that may have failed it is forgotten and read again.
/// </summary>
internal sealed class AuditChain(string chain, Database database, TimeProvider time)
{
    private const string AppendSql = """
        INSERT INTO audit
            (chain, number, at, workspace_id, api_key_id, act, person, decision, rule, invitation_id, operation_id, note_hash, hash)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)
        """;

    // Bytes of a row's text, which is a few ids and two hashes.
    private const int UsualLength = 768;

    private (long Number, string Hash)? _end;

    /// <summary>The hash before the first row.</summary>
    public static string Beginning(string chain) => HashOf(chain);

    /// <summary>The rows that follow the chain's end. They are the end only when <see cref="Appended"/> is told.</summary>
    public async Task<List<AuditRow>> NextAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0) return [];
        var (number, hash) = _end ??= await EndAsync(cancellationToken);
        var rows = new List<AuditRow>(entries.Count);
        foreach (var entry in entries)
        {
            rows.Add(Link(chain, ++number, hash, entry, time.GetUtcNow()));
            hash = rows[^1].Hash;
        }

        return rows;
    }

    public static Statement Append(AuditRow row) => new(
        AppendSql, Guard.None, row.Chain, row.Number, row.At.ToUnixTimeMilliseconds(), row.WorkspaceId, row.ApiKeyId, row.Act, row.Person,
        row.Decision, row.Rule, row.InvitationId, row.OperationId, row.NoteHash, row.Hash);

    /// <summary>The row is durable.</summary>
    public void Appended(AuditRow row) => _end = (row.Number, row.Hash);

    /// <summary>Whether the last row is durable is not known.</summary>
    public void Forget() => _end = null;

    /// <summary>Reads the chain's end ahead, so that nothing has to be read between a send and its outcome.</summary>
    public async Task ReadAheadAsync(CancellationToken cancellationToken) => _end ??= await EndAsync(cancellationToken);

    /// <summary>The row that an entry becomes behind the one with that hash.</summary>
    public static AuditRow Link(string chain, long number, string hashBefore, AuditEntry entry, DateTimeOffset now)
    {
        // Whole milliseconds, as the database keeps them.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var row = new AuditRow
        {
            Chain = chain,
            Number = number,
            At = at,
            WorkspaceId = entry.WorkspaceId,
            ApiKeyId = entry.ApiKeyId,
            Act = entry.Act,
            Person = entry.Person,
            Decision = entry.Decision,
            Rule = entry.Rule,
            InvitationId = entry.InvitationId,
            OperationId = entry.OperationId,
            NoteHash = entry.Note is { } note ? HashOf(note) : null,
            Hash = "",
        };
        row.Hash = HashOf(row, hashBefore);
        return row;
    }

    /// <summary>The hash that a row must have behind the one before it. Absent and empty differ.</summary>
    public static string HashOf(AuditRow row, string hashBefore)
    {
        var text = new ArrayBufferWriter<byte>(UsualLength);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            json.WriteStringValue(hashBefore);
            json.WriteStringValue(row.Chain);
            json.WriteNumberValue(row.Number);
            json.WriteNumberValue(row.At.ToUnixTimeMilliseconds());
            foreach (var value in (ReadOnlySpan<string?>)
                [row.WorkspaceId, row.ApiKeyId, row.Act, row.Person, row.Decision, row.Rule, row.InvitationId, row.OperationId, row.NoteHash])
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        return HashOf(text.WrittenSpan);
    }

    private async Task<(long, string)> EndAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var end = await db.Audit.AsNoTracking().Where(row => row.Chain == chain).OrderByDescending(row => row.Number)
            .Select(row => new { row.Number, row.Hash }).FirstOrDefaultAsync(cancellationToken);
        return end is null ? (0, Beginning(chain)) : (end.Number, end.Hash);
    }

    private static string HashOf(string text) => HashOf(Encoding.UTF8.GetBytes(text));

    private static string HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }
}
