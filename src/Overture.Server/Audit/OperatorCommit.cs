using Microsoft.EntityFrameworkCore;
using Overture.Server.Storage;

namespace Overture.Server.Audit;

/// <summary>
/// Commits what an operator changes together with its row in the operator's chain. One at a time, however many run: the
/// end of the chain is read while no one else can write there.
/// </summary>
internal sealed class OperatorCommit(Database database, TimeProvider time)
{
    // Given up with the transaction. The word in ASCII; the number only has to differ from those of others in the same
    // database.
    private const string TakeTurnSql = "SELECT pg_advisory_xact_lock(x'4F70657261746F72'::bigint)";

    /// <param name="change">Makes the change and tells it; null when there is nothing to change.</param>
    /// <param name="cancellationToken">Ends it before it is durable.</param>
    /// <returns>False when there was nothing to change; then nothing is written.</returns>
    public async Task<bool> RunAsync(Func<OvertureDb, Task<AuditEntry?>> change, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        // On SQLite it begins with the one lock of all writers; PostgreSQL needs one of its own.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlRawAsync(TakeTurnSql, cancellationToken);
        if (await change(db) is not { } entry) return false;
        db.AddRange(await new AuditChain(AuditRow.OperatorChain, database, time).NextAsync([entry], cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
