using Overture.Server.Http;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Audit;

/// <summary>Commits a step together with its lines of the audit, so that neither can be durable without the other.</summary>
internal static class AuditedCommit
{
    public static async Task<CommitResult> RunAsync(
        AuditChain chain, List<Statement> statements, IReadOnlyList<AuditEntry> entries, Func<CommitStep, Task<CommitResult>> commit)
    {
        List<AuditRow> rows;
        try
        {
            rows = await chain.NextAsync(entries, CancellationToken.None);
        }
        catch (Exception exception) when (StoreFailure.IsCauseOf(exception))
        {
            // After a send, a database that is away must not look as if nothing had been begun.
            return new CommitResult(CommitVerdict.Failed);
        }

        statements.AddRange(rows.Select(AuditChain.Append));
        var result = await commit(new CommitStep(statements));
        if (rows.Count == 0) return result;
        if (result.IsCommitted) chain.Appended(rows[^1]);
        else chain.Forget();
        return result;
    }
}
