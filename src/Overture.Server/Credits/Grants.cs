using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Credits;

/// <summary>Gives credits to a workspace.</summary>
internal sealed class Grants(Database database, TimeProvider time)
{
    /// <summary>The most that one grant may give; what all grants together give stays far from the end of a 64-bit number.</summary>
    public const long Largest = 1_000_000_000_000;

    /// <summary>Adds the entry and the amount together, and returns the new balance; null when there is no such workspace.</summary>
    public async Task<long?> AddAsync(string workspaceId, long amount, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Added by the database, not read and written back: a serving gateway takes credits off the same row meanwhile.
        var found = await db.Balances.Where(row => row.WorkspaceId == workspaceId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Credits, row => row.Credits + amount), cancellationToken);
        if (found == 0) return null;
        db.Add(new LedgerRow
        {
            WorkspaceId = workspaceId, Kind = LedgerKind.Grant, Amount = amount, CreatedAt = time.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellationToken);
        var balance = await db.Balances.Where(row => row.WorkspaceId == workspaceId).Select(row => row.Credits)
            .SingleAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return balance;
    }
}
