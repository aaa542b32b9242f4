namespace Overture.Server.Storage;

/// <summary>Writes steps to one kind of database over one connection. Used by the commit queue alone, one call at a time.</summary>
internal interface ICommitWriter : IAsyncDisposable
{
    /// <summary>
    /// Runs all steps in one durable transaction. Returns <see cref="Guard.None"/> when it is committed; else nothing was
    /// written and the answer is the guard that refused and the index of its step. Throws when the store fails.
    /// </summary>
    Task<(Guard RefusedBy, int Step)> WriteAsync(IReadOnlyList<CommitStep> steps, CancellationToken cancellationToken);
}
