using Microsoft.EntityFrameworkCore;
using Overture.Server.Audit;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Limits;

/// <summary>The breakers of all accounts, for the operator, who alone may close one that is open.</summary>
internal sealed class Breakers(Database database, OperatorCommit commit, TimeProvider time)
{
    /// <summary>The open ones first, then those that still count.</summary>
    public async Task<List<BreakerRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Breakers.AsNoTracking().OrderBy(row => row.OpenedAt == null).ThenBy(row => row.AccountId)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Lets the account's invitations, and its queue, go on.</summary>
    /// <returns>False when the account has no open breaker.</returns>
    public Task<bool> ClearAsync(string accountId, CancellationToken cancellationToken) => commit.RunAsync(
        async db =>
        {
            var open = db.Breakers.Where(row => row.AccountId == accountId && row.OpenedAt != null);
            var kind = await open.Select(row => row.Kind).FirstOrDefaultAsync(cancellationToken);
            if (kind is null) return null;
            // The account's row is locked before any other of its rows, as in the steps of its actor.
            DateTimeOffset? now = time.GetUtcNow();
            await db.Accounts.Where(row => row.Id == accountId && row.QueueAt != null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.QueueAt, now), cancellationToken);
            await open.ExecuteDeleteAsync(cancellationToken);
            return new AuditEntry("clear_breaker", Decisions.Removed)
            {
                WorkspaceId = await db.Accounts.Where(row => row.Id == accountId).Select(row => row.WorkspaceId)
                    .SingleAsync(cancellationToken),
                Rule = $"{accountId}: {kind}",
            };
        },
        cancellationToken);
}
