using Overture.Server.Http;

namespace Overture.Server.Accounts.Runtime;

/// <summary>Work that was begun under an idempotency key and may have no outcome yet.</summary>
internal interface IUnfinishedWork
{
    /// <summary>Tries to bring the work to its outcome; the answer is null when there was nothing to do.</summary>
    Task<WireAnswer?> FinishAsync(AccountContext account, long workId);
}
