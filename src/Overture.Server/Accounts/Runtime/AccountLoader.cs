using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Audit;
using Overture.Server.Events;
using Overture.Server.Storage;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// Reads an account into memory, and makes the grain that does so the only one that can commit for it.
/// </summary>
internal sealed class AccountLoader(
    Database database, CommitQueue commits, SessionVault vault, IEnumerable<IAccountPart> parts, RowKeys keys,
    TimeProvider time)
{
    /// <param name="accountId">The account.</param>
    /// <param name="before">What this grain knew of the account; null when it holds no epoch yet.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <returns>Null when there is no such account, or another grain takes it over at this moment.</returns>
    public async Task<AccountContext?> LoadAsync(
        long accountId, AccountContext? before, CancellationToken cancellationToken)
    {
        var (row, sessionRow) = await AccountTable.ReadAsync(database, accountId, cancellationToken);
        if (row is null) return null;
        if (row.Epoch != before?.Row.Epoch)
        {
            // An earlier activation that still runs cannot commit any more.
            if (!(await commits.CompleteAsync(new CommitStep(AccountTable.TakeOver(row)))).IsCommitted) return null;
            row = row with { Epoch = row.Epoch + 1 };
        }

        var session = sessionRow is null ? null : vault.Unprotect(sessionRow.ProtectedToken);
        if (session is null) row = row with { InactiveReason = row.InactiveReason ?? Reason.SessionExpired };
        var audit = new AuditChain(accountId, database, time);
        await audit.ReadAheadAsync(cancellationToken);
        var account = new AccountContext(
            row, session ?? Session.None, audit, new EventSequence(accountId, database, keys, time), commits)
        {
            Quiet = before?.Quiet ?? new QuietTime(),
        };
        foreach (var part in parts) await part.LoadAsync(account, cancellationToken);
        return account;
    }
}
