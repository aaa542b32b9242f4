using Overture.Client.Contract;
using Overture.Server.Audit;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;

namespace Overture.Server.Queue;

/// <summary>What a turn about the queue came to.</summary>
/// <param name="Answer">What the caller hears.</param>
/// <param name="IsFenced">Another activation has taken over; this one must stop.</param>
internal sealed record QueueResult(WireAnswer Answer, bool IsFenced = false);

/// <summary>
/// Puts wishes into an account's queue and takes them out again. Runs inside a turn of the account's actor; what it says is durable, all of a
/// call or nothing of it.
/// </summary>
internal sealed class QueueFlow(
    CommitQueue commits, OperationStore operations, Intake intake, IdempotencyKeys keys, QueueAnswers answers, TimeProvider time)
{
    // Room for the rows of one call within a millisecond of positions.
    private const long PositionsPerMillisecond = 1_024;

    public async Task<QueueResult> AddAsync(ActingAccount account, QueueCommand command, CancellationToken cancellationToken)
    {
        var action = command.IsMany ? ActionNames.InviteMany : ActionNames.Invite;
        if (account.InactiveReason is { } inactive) return Refuse(account, action, new Refusal(inactive));
        var checkedWishes = await intake.CheckAsync(account, command, cancellationToken);
        if (!command.IsMany && checkedWishes[0] is { DuplicateOf: { Length: > 0 } first })
        {
            var known = answers.Queued(account.Id, first, await TimeOfAsync(account, first, cancellationToken));
            return await KeepAsync(account, action, command.IdempotencyKey, known);
        }

        var waiting = await operations.QueuedAsync(account.Id, cancellationToken);
        var added = RowsOf(account, command, checkedWishes, await operations.LastPositionAsync(account.Id, cancellationToken));
        var times = Times(account, waiting, added.Values);
        var answer = command.IsMany
            ? answers.Many(account.Id, ManyRows(checkedWishes, added, times))
            : checkedWishes[0].Refusal is { } refusal
                ? answers.Refused(action, account.Id, refusal)
                : answers.Queued(account.Id, added[0].Id, times[added[0].Id]);
        var result = await CommitAsync(account, command, checkedWishes, added, answer);
        return result.IsCommitted ? new QueueResult(answer) : NotCommitted(account, action, result);
    }

    public async Task<QueueResult> CancelAsync(
        ActingAccount account, string operationId, string apiKeyId, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        const string Action = ActionNames.CancelOperation;
        var operation = await operations.FindAsync(account.Id, operationId, cancellationToken);
        if (operation is null) return Refuse(account, Action, new Refusal(Reason.UnknownOperation));
        if (operation.State == OperationState.Cancelled)
            return await KeepAsync(account, Action, key, answers.Operation(Action, operation, null, null));
        if (operation.State != OperationState.Queued) return Refuse(account, Action, NotQueued(operation));

        var now = time.GetUtcNow();
        var answer = answers.Operation(Action, Cancelled(operation, now), null, null);
        var statements = new List<Statement> { account.Fence, OperationStore.Cancel(operationId, now) };
        if (key is not null) statements.Add(keys.Store(account.WorkspaceId, key, answer));
        var entry = new AuditEntry(Action, Decisions.Cancelled)
        {
            WorkspaceId = account.WorkspaceId, ApiKeyId = apiKeyId, Person = operation.Who, OperationId = operationId,
        };
        var result = await AuditedCommit.RunAsync(account.Audit, statements, [entry], commits.BeginAsync);
        return result.IsCommitted ? new QueueResult(answer) : NotCommitted(account, Action, result);
    }

    /// <summary>Nothing had to be done; under a key, the answer is kept all the same, so that the key means this and nothing else.</summary>
    private async Task<QueueResult> KeepAsync(ActingAccount account, string action, IdempotencyKey? key, WireAnswer answer)
    {
        if (key is null) return new QueueResult(answer);
        var result = await commits.BeginAsync(new CommitStep(account.Fence, keys.Store(account.WorkspaceId, key, answer)));
        return result.IsCommitted ? new QueueResult(answer) : NotCommitted(account, action, result);
    }

    /// <summary>When each operation that waits will be tried, as things stand now.</summary>
    public async Task<Dictionary<string, DateTimeOffset>> PlanAsync(ActingAccount account, CancellationToken cancellationToken) =>
        Times(account, await operations.QueuedAsync(account.Id, cancellationToken), []);

    private async Task<DateTimeOffset> TimeOfAsync(ActingAccount account, string operationId, CancellationToken cancellationToken) =>
        (await PlanAsync(account, cancellationToken)).TryGetValue(operationId, out var at) ? at : time.GetUtcNow();

    private Dictionary<string, DateTimeOffset> Times(
        ActingAccount account, IReadOnlyList<QueuedItem> waiting, IEnumerable<OperationRow> added)
    {
        List<QueuedItem> items =
        [
            .. waiting,
            .. added.Select(row => new QueuedItem(row.Id, row.NotBefore, row.Note is not null && row.NotePolicy != NotePolicy.Drop)),
        ];
        var times = QueuePlan.Of(account.Standing, items, time.GetUtcNow());
        return items.Zip(times).ToDictionary(pair => pair.First.OperationId, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <summary>A row for each wish that may wait, by its place in the call.</summary>
    private SortedDictionary<int, OperationRow> RowsOf(
        ActingAccount account, QueueCommand command, List<IntakeResult> wishes, long lastPosition)
    {
        var now = time.GetUtcNow();
        // Behind all others, also when another node's clock or this one's was ahead.
        var position = Math.Max(now.ToUnixTimeMilliseconds() * PositionsPerMillisecond, lastPosition + 1);
        var rows = new SortedDictionary<int, OperationRow>();
        for (var index = 0; index < wishes.Count; index++)
        {
            if (wishes[index] is not { Refusal: null, DuplicateOf: null, Wish: var wish }) continue;
            rows.Add(index, new OperationRow
            {
                Id = $"op_{Guid.CreateVersion7(now):n}",
                WorkspaceId = account.WorkspaceId,
                AccountId = account.Id,
                ApiKeyId = command.ApiKeyId,
                Who = wish.Who,
                Slug = wish.Slug,
                MemberId = wish.MemberId,
                Note = wish.Note,
                NotePolicy = wish.NotePolicy,
                OverridesClaim = wish.OverridesClaim,
                State = OperationState.Queued,
                Position = position + index,
                NotBefore = command.NotBefore ?? now,
                CreatedAt = now,
                UpdatedAt = now,
            });
        }

        return rows;
    }

    private static List<InviteManyRow> ManyRows(
        List<IntakeResult> wishes, SortedDictionary<int, OperationRow> added, Dictionary<string, DateTimeOffset> times) =>
        [.. wishes.Select((wish, index) => wish switch
        {
            { Refusal: { } refusal } => new InviteManyRow
            {
                Status = QueueAnswers.Status.Refused,
                Reason = refusal.Reason,
                Message = refusal.Message ?? Reasons.Of(refusal.Reason).Meaning,
            },
            { DuplicateOf: { } first } => Duplicate(first.Length > 0 ? first : added.Values.First(row => row.Who == wish.Wish.Who).Id, times),
            _ => new InviteManyRow
            {
                Status = QueueAnswers.Status.Queued, OperationId = added[index].Id, ScheduledFor = times[added[index].Id],
            },
        })];

    private static InviteManyRow Duplicate(string operationId, Dictionary<string, DateTimeOffset> times) => new()
    {
        Status = QueueAnswers.Status.Duplicate,
        OperationId = operationId,
        ScheduledFor = times.TryGetValue(operationId, out var at) ? at : null,
    };

    private async Task<CommitResult> CommitAsync(
        ActingAccount account, QueueCommand command, List<IntakeResult> wishes, SortedDictionary<int, OperationRow> added,
        WireAnswer answer)
    {
        var statements = new List<Statement>(added.Count + 3) { account.Fence };
        statements.AddRange(added.Values.Select(OperationStore.Add));
        // Looked at at once: the turn that does knows when its first is due, and the plan is only an estimate.
        if (added.Count > 0) statements.Add(OperationStore.LookAt(account.Id, time.GetUtcNow()));
        if (command.IdempotencyKey is { } key && answer.Status < StatusCodes.Status300MultipleChoices)
            statements.Add(keys.Store(account.WorkspaceId, key, answer));
        var entries = wishes.Select((wish, index) => (wish, Row: added.GetValueOrDefault(index)))
            .Where(entry => entry.wish.DuplicateOf is null)
            .Select(entry => EntryOf(account, command, entry.wish, entry.Row)).ToList();
        return await AuditedCommit.RunAsync(account.Audit, statements, entries, commits.BeginAsync);
    }

    private static AuditEntry EntryOf(ActingAccount account, QueueCommand command, IntakeResult wish, OperationRow? row) =>
        new(command.IsMany ? ActionNames.InviteMany : ActionNames.Invite, row is null ? Decisions.Refused : Decisions.Queued)
        {
            WorkspaceId = account.WorkspaceId,
            ApiKeyId = command.ApiKeyId,
            Person = wish.Wish.RefusedFor is null ? wish.Wish.Who : null,
            Rule = wish.Refusal is { } refusal ? Words.Of(refusal.Reason) : null,
            OperationId = row?.Id,
        };

    private static Refusal NotQueued(OperationRow operation) => new(Reason.OperationNotQueued)
    {
        Details = new Dictionary<string, string> { ["status"] = Words.Of(operation.State) },
    };

    private static OperationRow Cancelled(OperationRow row, DateTimeOffset now) => new()
    {
        Id = row.Id, WorkspaceId = row.WorkspaceId, AccountId = row.AccountId, ApiKeyId = row.ApiKeyId, Who = row.Who, Slug = row.Slug,
        MemberId = row.MemberId, NotePolicy = row.NotePolicy, State = OperationState.Cancelled, Position = row.Position,
        NotBefore = row.NotBefore, Attempts = row.Attempts, Reason = row.Reason, CreatedAt = row.CreatedAt, UpdatedAt = now,
    };

    private QueueResult NotCommitted(ActingAccount account, string action, CommitResult result) => result.RefusedBy switch
    {
        Guard.IdempotencyKey => Refuse(
            account, action, new Refusal(Reason.IdempotencyInProgress) { RetryAt = time.GetUtcNow().AddSeconds(1) }),
        Guard.Operation when action == ActionNames.CancelOperation => Refuse(account, action, new Refusal(Reason.OperationNotQueued)),
        _ => Refuse(account, action, Busy.Now(time)) with { IsFenced = result.RefusedBy == Guard.Fence },
    };

    private QueueResult Refuse(ActingAccount account, string action, Refusal refusal) =>
        new(answers.Refused(action, account.Id, refusal));
}
