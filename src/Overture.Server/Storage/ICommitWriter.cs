namespace Overture.Server.Storage;

/// <summary>
/// Writes steps to one kind of database over one connection. Only the commit queue uses it, one call at a time.
/// </summary>
internal interface ICommitWriter : IAsyncDisposable
{
    /// <summary>
    /// Runs all steps in one durable transaction. Returns null when it is committed; otherwise nothing was written, and
    /// the result names the guard that refused. Throws when the store fails.
    /// </summary>
    Task<UnmetGuard?> WriteAsync(IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken);
}

/// <summary>A guard that did not find its row.</summary>
/// <param name="Step">The step's place in the batch.</param>
/// <param name="Statement">The guard's place in the step.</param>
internal readonly record struct UnmetGuard(int Step, int Statement);
