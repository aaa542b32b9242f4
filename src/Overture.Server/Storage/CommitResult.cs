namespace Overture.Server.Storage;

/// <summary>What became of a step.</summary>
internal enum CommitVerdict
{
    /// <summary>The step is durable.</summary>
    Committed,

    /// <summary>A guard refused the step; nothing of it was written.</summary>
    Refused,

    /// <summary>The queue is full; the step was not begun.</summary>
    Busy,

    /// <summary>
    /// The store failed. Nothing of the step was written, or (with a store across a network) all of it was.
    /// </summary>
    Failed,
}

/// <summary>What became of a step, and which guard refused it.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="RefusedBy">The place of the refusing guard among the step's statements; -1 when none refused.</param>
internal readonly record struct CommitResult(CommitVerdict Verdict, int RefusedBy = -1)
{
    public bool IsCommitted => Verdict == CommitVerdict.Committed;
}
