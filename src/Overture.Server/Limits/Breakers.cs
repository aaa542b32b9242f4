using Microsoft.EntityFrameworkCore;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Audit;
using Overture.Server.Storage;

namespace Overture.Server.Limits;

/// <summary>The breakers of all accounts, for the operator, who alone can close one that is open.</summary>
internal sealed class Breakers(Database database, OperatorCommit commit, IWaitingWork queue, TimeProvider time)
{
    /// <summary>The open ones first, then those that still count.</summary>
    public async Task<List<BreakerRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Set<BreakerRow>().AsNoTracking().OrderBy(row => row.OpenedAt == null)
            .ThenBy(row => row.AccountId)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Lets the account's invitations, and its queue, go on.</summary>
    /// <returns>False when the account has no open breaker.</returns>
    public Task<bool> ClearAsync(long accountId, CancellationToken cancellationToken) => commit.RunAsync(
        async db =>
        {
            var open = db.Set<BreakerRow>().Where(row => row.AccountId == accountId && row.OpenedAt != null);
            var kind = await open.Select(row => row.Kind).FirstOrDefaultAsync(cancellationToken);
            if (kind is null) return null;
            // The queue's row is locked before any other row of the account, as in the account's own steps.
            await queue.WakeAsync(db, accountId, time.GetUtcNow(), cancellationToken);
            await open.ExecuteDeleteAsync(cancellationToken);
            return new AuditEntry("clear_breaker", AuditDecision.Removed)
            {
                WorkspaceId = await AccountTable.WorkspaceOfAsync(db, accountId, cancellationToken),
                Detail = $"{RowKey.Text(RowKind.Account, accountId)}: {kind}",
            };
        },
        cancellationToken);
}
