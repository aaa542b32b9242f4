using Overture.Server.Storage;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// Work of an account that waits for something to change: limits, a new session, a cleared breaker. The code that
/// changes such a thing wakes it in the same step.
/// </summary>
internal interface IWaitingWork
{
    Statement Wake(long accountId, DateTimeOffset now);

    /// <summary>The same within a transaction of the operator's.</summary>
    Task WakeAsync(OvertureDb db, long accountId, DateTimeOffset now, CancellationToken cancellationToken);
}
