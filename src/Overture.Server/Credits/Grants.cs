using Overture.Server.Storage;

namespace Overture.Server.Credits;

/// <summary>Gives credits to a workspace.</summary>
internal sealed class Grants(Database database, RowKeys keys)
{
    /// <summary>
    /// The most that one grant can give; all grants together stay far from the end of a 64-bit number.
    /// </summary>
    public const long Largest = 1_000_000_000_000;

    /// <summary>A new workspace's balance, with a first grant if it gets one.</summary>
    public void Open(OvertureDb db, long workspaceId, long amount)
    {
        db.Add(new BalanceRow { WorkspaceId = workspaceId, Credits = amount });
        if (amount > 0) db.Add(EntryOf(workspaceId, amount));
    }

    /// <summary>
    /// Adds the entry and the amount together, and returns the new balance; null when there is no such workspace.
    /// </summary>
    public async Task<long?> AddAsync(long workspaceId, long amount, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await BalanceTable.AddAsync(db, workspaceId, amount, cancellationToken) == 0) return null;
        db.Add(EntryOf(workspaceId, amount));
        await db.SaveChangesAsync(cancellationToken);
        var balance = await BalanceTable.ReadAsync(db, workspaceId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return balance;
    }

    private LedgerRow EntryOf(long workspaceId, long amount) =>
        new() { WorkspaceId = workspaceId, Id = keys.Next(), Kind = LedgerKind.Grant, Amount = amount };
}
