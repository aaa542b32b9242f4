using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Overture.Server.Storage;

namespace Overture.Server.Audit;

/// <summary>
/// The audit of one account: gives each decision its number and its hash. What it remembers of the chain's end is a
/// cache; after a commit that may have failed it is forgotten and read again.
/// </summary>
internal sealed class AuditChain(long chain, Database database, TimeProvider time)
{
    // Bytes of a row's text, which is a few ids and two hashes.
    private const int UsualLength = 512;

    private (long Number, byte[] Hash)? _end;

    /// <summary>The hash before the first row.</summary>
    public static byte[] Beginning(long chain) => HashOf(chain.ToString(CultureInfo.InvariantCulture));

    /// <summary>The rows that follow the chain's end. They become the end only with <see cref="Appended"/>.</summary>
    public async ValueTask<IReadOnlyList<AuditRow>> NextAsync(
        IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
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

    /// <summary>The row is durable.</summary>
    public void Appended(AuditRow row) => _end = (row.Number, row.Hash);

    /// <summary>Whether the last row is durable is not known.</summary>
    public void Forget() => _end = null;

    /// <summary>Reads the chain's end ahead, so that nothing has to be read between a send and its outcome.</summary>
    public async Task ReadAheadAsync(CancellationToken cancellationToken) => _end ??= await EndAsync(cancellationToken);

    /// <summary>The row that an entry becomes behind the one with that hash.</summary>
    public static AuditRow Link(long chain, long number, byte[] hashBefore, AuditEntry entry, DateTimeOffset now)
    {
        var row = new AuditRow
        {
            Chain = chain,
            Number = number,
            // Whole milliseconds, as the database keeps them.
            At = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            WorkspaceId = entry.WorkspaceId,
            ApiKeyId = entry.ApiKeyId,
            Act = entry.Act,
            Person = entry.Person,
            Decision = entry.Decision,
            Reason = entry.Reason,
            Detail = entry.Detail,
            InvitationId = entry.InvitationId,
            OperationId = entry.OperationId,
            NoteHash = entry.Note is { } note ? HashOf(note) : null,
            Hash = [],
        };
        return row with { Hash = HashOf(row, hashBefore) };
    }

    /// <summary>The hash that a row must have behind the one before it. Absent and empty differ.</summary>
    public static byte[] HashOf(AuditRow row, byte[] hashBefore)
    {
        var text = new ArrayBufferWriter<byte>(UsualLength);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            json.WriteBase64StringValue(hashBefore);
            json.WriteNumberValue(row.Chain);
            json.WriteNumberValue(row.Number);
            json.WriteNumberValue(row.At.ToUnixTimeMilliseconds());
            Write(json, row.WorkspaceId);
            Write(json, row.ApiKeyId);
            json.WriteStringValue(row.Act);
            json.WriteStringValue(row.Person);
            json.WriteNumberValue((int)row.Decision);
            Write(json, (long?)row.Reason);
            json.WriteStringValue(row.Detail);
            Write(json, row.InvitationId);
            Write(json, row.OperationId);
            if (row.NoteHash is { } note) json.WriteBase64StringValue(note);
            else json.WriteNullValue();
            json.WriteEndArray();
        }

        return SHA256.HashData(text.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, long? number)
    {
        if (number is { } known) json.WriteNumberValue(known);
        else json.WriteNullValue();
    }

    private async Task<(long, byte[])> EndAsync(CancellationToken cancellationToken) =>
        await AuditTable.EndAsync(database, chain, cancellationToken) ?? (0, Beginning(chain));

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
