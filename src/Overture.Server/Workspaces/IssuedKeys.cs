using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Overture.Server.Audit;
using Overture.Server.Storage;

namespace Overture.Server.Workspaces;

/// <summary>The keys of a workspace, as its operator gives them out and takes them back.</summary>
internal sealed class IssuedKeys(Database database, RowKeys keys, TimeProvider time) : IKnownKeys
{
    private const string Prefix = "ovt_";
    private const int Bytes = 32;

    /// <summary>Makes a key. The key itself is nowhere but in the answer: what is kept is its hash.</summary>
    public async Task<(long Id, string Key)> AddAsync(
        long workspaceId, string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        var row = new ApiKeyRow
        {
            Id = keys.Next(),
            WorkspaceId = workspaceId,
            Name = name,
            Hash = ApiKeys.HashOf(key),
            CreatedAt = now,
        };
        await using var db = database.Open();
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        return (row.Id, key);
    }

    /// <summary>All keys of a workspace, revoked ones included, oldest first.</summary>
    public async Task<IReadOnlyList<ApiKeyRow>> ListAsync(long workspaceId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<ApiKeyRow>().AsNoTracking().Where(row => row.WorkspaceId == workspaceId)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
    }

    public async Task<HashSet<long>> AllAsync(OvertureDb db, CancellationToken cancellationToken) =>
        [.. await db.Set<ApiKeyRow>().Select(row => row.Id).ToListAsync(cancellationToken)];

    /// <summary>Revokes a key. False when it was revoked before, null when there is none.</summary>
    public async Task<bool?> RevokeAsync(long keyId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = database.Open();
        // One statement: of two operators who revoke at the same time, one hears that it was revoked already.
        var revoked = await db.Set<ApiKeyRow>().Where(row => row.Id == keyId && row.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, (DateTimeOffset?)now), cancellationToken);
        if (revoked == 1) return true;
        return await db.Set<ApiKeyRow>().AnyAsync(row => row.Id == keyId, cancellationToken) ? false : null;
    }

    /// <summary>Whether a key was revoked, read at this moment.</summary>
    public async Task<bool> IsRevokedAsync(long keyId, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<ApiKeyRow>().AnyAsync(row => row.Id == keyId && row.RevokedAt != null, cancellationToken);
    }
}
