using Microsoft.EntityFrameworkCore;

namespace Overture.Server.Storage;

/// <summary>Opens short-lived contexts for reads and for rare writes; whichever database is configured.</summary>
internal sealed class Database(Func<OvertureDb> open)
{
    public OvertureDb Open() => open();

    /// <summary>Brings the schema up to date; safe on an empty and on a current database.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = Open();
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>True when there is a database and no migration is missing.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        await using var db = Open();
        return await db.Database.CanConnectAsync(cancellationToken)
            && !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }
}
