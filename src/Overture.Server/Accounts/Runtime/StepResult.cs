using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Accounts.Runtime;

/// <summary>What became of a step, and which guard refused it.</summary>
internal readonly record struct StepResult(CommitVerdict Verdict, Guard? RefusedBy = null)
{
    public bool IsCommitted => Verdict == CommitVerdict.Committed;

    /// <summary>True when the store failed, so that perhaps the step is durable all the same.</summary>
    public bool IsUncertain => Verdict == CommitVerdict.Failed;

    public Refusal Refusal(DateTimeOffset now) => RefusedBy?.Refusal(now) ?? Http.Refusal.Busy(now);
}
