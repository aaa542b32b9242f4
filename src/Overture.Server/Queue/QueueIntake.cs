using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Actions;
using Overture.Server.Audit;
using Overture.Server.Http;
using Overture.Server.Invitations.Sending;
using Overture.Server.Limits;
using Overture.Server.Storage;

namespace Overture.Server.Queue;

/// <summary>What became of the requests of a call, and the step that makes it so.</summary>
/// <param name="Admissions">One for each request, in their order.</param>
/// <param name="Added">The operations of those that entered, by their place in the call.</param>
/// <param name="Times">When each operation of the call will be tried, as things stand now.</param>
/// <param name="Step">The step; null when nothing has to be written.</param>
internal sealed record QueueIntakeResult(
    List<Admission> Admissions, SortedDictionary<int, OperationRow> Added, Dictionary<long, DateTimeOffset> Times,
    AccountStep? Step);

/// <summary>Puts the requests of a call into an account's queue: all that enter become durable, or none.</summary>
internal sealed class QueueIntake(
    OperationRecords operations, QueueAdmission admission, QueueForecast forecast, RowKeys keys, TimeProvider time)
{
    public async Task<QueueIntakeResult> AddAsync(
        AccountContext account, ActionCall call, IReadOnlyList<Result<InviteRequest>> requests,
        DateTimeOffset? notBefore, CancellationToken cancellationToken)
    {
        var admissions = await admission.CheckAsync(account, requests, cancellationToken);
        var added = RowsOf(
            account, call, admissions, notBefore, await operations.LastIdAsync(account.Id, cancellationToken));
        var waiting = await WaitingAsync(account.Id, admissions, cancellationToken);
        var times = await forecast.OfAsync(
            account.Part<AccountLimitState>(), [.. waiting, .. added.Values], cancellationToken);
        return new QueueIntakeResult(admissions, added, times, StepOf(account, call, admissions, added));
    }

    /// <summary>The operations that wait already for people of the call.</summary>
    private async Task<IEnumerable<OperationRow>> WaitingAsync(
        long accountId, List<Admission> admissions, CancellationToken cancellationToken)
    {
        var ids = admissions.Select(one => one.DuplicateOf).OfType<long>().Where(id => id > 0).Distinct().ToList();
        if (ids.Count == 0) return [];
        var rows = await operations.FindAllAsync(accountId, ids, states: [], cancellationToken);
        return rows.Values.Where(row => row.State == OperationState.Queued);
    }

    /// <summary>A row for each request that enters, by its place in the call.</summary>
    private SortedDictionary<int, OperationRow> RowsOf(
        AccountContext account, ActionCall call, List<Admission> admissions, DateTimeOffset? notBefore, long lastId)
    {
        var places = Enumerable.Range(0, admissions.Count).Where(index => admissions[index].IsAdmitted).ToList();
        // In the order of the call, and behind all others, also when another node's clock or this one's was ahead.
        var ids = places.Select(_ => keys.Next()).Order().ToList();
        var now = time.GetUtcNow();
        var rows = new SortedDictionary<int, OperationRow>();
        foreach (var (place, id) in places.Zip(ids))
        {
            lastId = Math.Max(id, lastId + 1);
            var request = admissions[place].Request!;
            rows.Add(place, new OperationRow
            {
                AccountId = account.Id,
                Id = lastId,
                WorkspaceId = account.WorkspaceId,
                ApiKeyId = call.ApiKeyId,
                PersonKey = request.Target.Key,
                Slug = request.Target.Slug,
                MemberId = request.Target.MemberId,
                Note = request.Note,
                NotePolicy = request.NotePolicy,
                OverridesClaim = request.OverridesClaim,
                State = OperationState.Queued,
                NotBefore = notBefore ?? now,
                UpdatedAt = now,
            });
        }

        return rows;
    }

    private AccountStep? StepOf(
        AccountContext account, ActionCall call, List<Admission> admissions, SortedDictionary<int, OperationRow> added)
    {
        if (admissions.TrueForAll(one => one.DuplicateOf is not null)) return null;
        var step = account.Step();
        foreach (var row in added.Values) step.Require(InviteGuards.Operation, OperationTable.Add(row));
        // It moves on at once: the run knows when its first is due, and the plan is only an estimate.
        if (added.Count > 0) step.Write(QueueTable.RunAt(account.Id, time.GetUtcNow()));
        for (var index = 0; index < admissions.Count; index++)
        {
            var one = admissions[index];
            if (one.DuplicateOf is not null || IsOfTheCall(one)) continue;
            step.Audit(new AuditEntry(call.Action, one.IsAdmitted ? AuditDecision.Queued : AuditDecision.Refused)
            {
                ApiKeyId = call.ApiKeyId,
                Person = one.Request!.Target.Key,
                Reason = one.Refusal?.Reason,
                OperationId = added.GetValueOrDefault(index)?.Id,
            });
        }

        foreach (var refused in admissions.Where(IsOfTheCall).GroupBy(one => one.Refusal!.Reason))
        {
            step.Audit(new AuditEntry(call.Action, AuditDecision.Refused)
            {
                ApiKeyId = call.ApiKeyId,
                Reason = refused.Key,
                Detail = FormattableString.Invariant($"{refused.Count()} rows"),
            });
        }

        return step;
    }

    /// <summary>
    /// A refusal that says nothing about a person: the row is malformed, or there is no room. All of one reason are one
    /// row of the audit.
    /// </summary>
    private static bool IsOfTheCall(Admission one) =>
        one.Refusal is { } refusal && (one.Request is null || Reasons.Of(refusal.Reason).Scope
            is not (Scope.Person or Scope.Note));
}
