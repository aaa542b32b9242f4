using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Workspaces;

/// <summary>
/// Finds who a key belongs to. A key found is remembered for a few seconds, so a revoked one dies within them. One that
/// was not found is remembered for a second, so that a caller who goes on with it costs no reads; no one has a key
/// before it is stored.
/// </summary>
internal sealed class ApiKeys(Database database, TimeProvider time) : IDisposable
{
    // A caller that tries many wrong keys pushes them out, and costs reads again, but no memory.
    private const int MaxUnknown = 10_000;

    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(4);
    private static readonly MemoryCacheEntryOptions NotFound =
        new() { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(1) };

    private readonly ConcurrentDictionary<string, (Caller Caller, long ReadAt)> _known = new(StringComparer.Ordinal);
    private readonly MemoryCache _unknown = new(new MemoryCacheOptions { SizeLimit = MaxUnknown });

    /// <summary>Whether this node has seen the key work. It may have been revoked since.</summary>
    public bool HasWorked(string key) => _known.ContainsKey(Convert.ToHexString(HashOf(key)));

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Null when the key is unknown or revoked.</summary>
    public async ValueTask<Caller?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var bytes = HashOf(key);
        var hash = Convert.ToHexString(bytes);
        if (_known.TryGetValue(hash, out var known) && time.GetElapsedTime(known.ReadAt) < RememberedFor)
        {
            return known.Caller;
        }

        if (_unknown.TryGetValue(hash, out _)) return null;

        await using var db = database.Open();
        var row = await db.Set<ApiKeyRow>().AsNoTracking().FirstOrDefaultAsync(
            row => row.Hash == bytes && row.RevokedAt == null, cancellationToken);
        if (row is null)
        {
            _known.TryRemove(hash, out _);
            _unknown.Set(hash, true, NotFound);
            return null;
        }

        var caller = new Caller(row.WorkspaceId, row.Id);
        _known[hash] = (caller, time.GetTimestamp());
        return caller;
    }

    public void Dispose() => _unknown.Dispose();
}
