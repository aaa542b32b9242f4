using System.Diagnostics.CodeAnalysis;
using Overture.Connectors;
using Overture.Server.Audit;
using Overture.Server.Events;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// An account in the hands of its grain: what is known of it, what the features remember, and the one way to change
/// both. The memory is a cache of the database; a step changes it only when it is durable. The call in the mailbox owns
/// it; an urgent call beside it only commits a step.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing that must be given back.")]
internal sealed class AccountContext(
    AccountRow row, Session session, AuditChain audit, EventSequence events, CommitQueue commits)
{
    private readonly Dictionary<Type, object> _parts = [];
    private readonly List<Action<AccountStep>> _pending = [];

    // An urgent call commits beside the call that runs; chain, events and memory take one step at a time.
    private readonly SemaphoreSlim _oneStep = new(1);

    public AccountRow Row { get; private set; } = row;

    public long Id { get; } = row.Id;

    public long WorkspaceId { get; } = row.WorkspaceId;

    /// <summary>The id as callers know it.</summary>
    public string Name { get; } = RowKey.Text(RowKind.Account, row.Id);

    public string WorkspaceName { get; } = RowKey.Text(RowKind.Workspace, row.WorkspaceId);

    /// <summary>A pause of background work after a commit that failed; it outlives a reload.</summary>
    public QuietTime Quiet { get; init; } = new();

    /// <summary>The owner's session.</summary>
    public Session Session => session;

    /// <summary>True when this grain can do nothing more for the account: another one has taken it over.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>
    /// True when memory may not be what is durable; the account is read again before anything else is done for it.
    /// </summary>
    public bool IsStale { get; private set; }

    /// <summary>Why the account cannot act; null while it can.</summary>
    public Refusal? Inactive => Row.InactiveReason is { } reason ? new Refusal(reason) : null;

    /// <summary>What a feature remembers of the account.</summary>
    public T Part<T>()
        where T : class => (T)_parts[typeof(T)];

    public void Attach<T>(T part)
        where T : class => _parts[typeof(T)] = part;

    /// <summary>A step that begins with the fence.</summary>
    public AccountStep Step() => new(AccountTable.Fence(Id, Row.Epoch));

    /// <summary>Adds to whatever step comes next: what was learned on the way to it.</summary>
    public void OnNextStep(Action<AccountStep> addition) => _pending.Add(addition);

    public void Change(Func<AccountRow, AccountRow> change) => Row = change(Row);

    /// <summary>What is in memory may differ from what is durable.</summary>
    public void Invalidate() => IsStale = true;

    /// <summary>
    /// Makes a step that begins something durable; it may be turned away when the gateway is overloaded.
    /// </summary>
    public Task<StepResult> CommitAsync(AccountStep step) => CommitAsync(step, commits.BeginAsync, _pending);

    /// <summary>Makes a step that finishes begun work durable; it is never turned away.</summary>
    public Task<StepResult> CompleteAsync(AccountStep step) => CommitAsync(step, commits.CompleteAsync, _pending);

    /// <summary>
    /// Makes the step of an urgent call durable; it is never turned away. What the running call has learned stays with
    /// that call.
    /// </summary>
    public Task<StepResult> CommitUrgentAsync(AccountStep step) => CommitAsync(step, commits.CompleteAsync, []);

    /// <summary>Makes durable what was learned and found no step to go with.</summary>
    public async Task FlushAsync()
    {
        if (_pending.Count > 0 && !IsStopped) await CompleteAsync(Step());
    }

    private async Task<StepResult> CommitAsync(
        AccountStep step, Func<CommitStep, Task<CommitResult>> commit, List<Action<AccountStep>> additions)
    {
        await _oneStep.WaitAsync();
        try
        {
            if (step.FindUnmet() is { } unmet) return new StepResult(CommitVerdict.Refused, unmet);
            var count = additions.Count;
            foreach (var addition in additions.ToArray()) addition(step);
            var result = await CommitAsync(step, commit);
            if (result.IsCommitted) additions.RemoveRange(0, count);
            return result;
        }
        finally
        {
            _oneStep.Release();
        }
    }

    private async Task<StepResult> CommitAsync(AccountStep step, Func<CommitStep, Task<CommitResult>> commit)
    {
        IReadOnlyList<AuditRow> rows;
        IReadOnlyList<EventRow> happened;
        try
        {
            rows = await audit.NextAsync(step.Entries, CancellationToken.None);
            happened = await events.NextAsync(step.Events, CancellationToken.None);
        }
        catch (Exception exception) when (StoreFailure.IsCauseOf(exception))
        {
            // After a send, a database that is away must not look as if nothing had been begun.
            return new StepResult(CommitVerdict.Failed);
        }

        var result = await commit(new CommitStep(
            [.. step.Statements, .. rows.Select(AuditTable.Append), .. happened.Select(EventTable.Append)]));
        Conclude(step, result, rows, happened);
        return new StepResult(result.Verdict, step.GuardAt(result.RefusedBy));
    }

    private void Conclude(
        AccountStep step, CommitResult result, IReadOnlyList<AuditRow> rows, IReadOnlyList<EventRow> happened)
    {
        switch (result.Verdict)
        {
            case CommitVerdict.Committed:
                if (rows.Count > 0) audit.Appended(rows[^1]);
                if (happened.Count > 0) events.Appended(happened[^1]);
                step.Apply();
                break;
            case CommitVerdict.Refused:
                IsStopped |= step.GuardAt(result.RefusedBy) == Guard.Fence;
                break;
            case CommitVerdict.Failed:
                // Perhaps it is durable all the same; what holds is read again.
                audit.Forget();
                events.Forget();
                IsStale = true;
                break;
        }
    }
}
