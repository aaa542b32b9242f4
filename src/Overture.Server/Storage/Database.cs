using Microsoft.EntityFrameworkCore;

namespace Overture.Server.Storage;

/// <summary>Opens short-lived contexts for reads and for rare writes; whichever database is configured.</summary>
internal sealed class Database(Func<OvertureDb> open)
{
    public OvertureDb Open() => open();

    /// <summary>
    /// Brings the schema up to date; safe on an empty and on a current database, and after a kill in the middle.
    /// </summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = Open();
        if (db.Database.IsSqlite()) await ForgetAbandonedLockAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>
    /// On SQLite, EF's lock on migrating is a row. A process that is killed leaves it behind, and the next one would
    /// wait for it for ever. It may be deleted, because the data folder is claimed: no other process migrates.
    /// </summary>
    private static async Task ForgetAbandonedLockAsync(OvertureDb db, CancellationToken cancellationToken)
    {
        var isThere = await db.Database.SqlQueryRaw<int>(
            "SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'")
            .SingleAsync(cancellationToken);
        if (isThere != 0) await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
    }

    /// <summary>True when there is a database and no migration is missing.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        await using var db = Open();
        return await db.Database.CanConnectAsync(cancellationToken)
            && !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }
}
