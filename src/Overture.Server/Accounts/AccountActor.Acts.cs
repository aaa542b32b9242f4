using Overture.Client.Contract;
using Overture.Server.Audit;
using Overture.Server.DoNotContact;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Queue;
using Overture.Server.Storage;

namespace Overture.Server.Accounts;

/// <content>What the account can be asked to do. Each act has a turn of its own.</content>
internal sealed partial class AccountActor
{
    public async Task<WireAnswer> InviteAsync(InviteCommand command)
    {
        using var wish = instruments.BeginWish(id, command.WorkspaceId);
        return await UnderKeyAsync(ActionNames.Invite, command.WorkspaceId, command.IdempotencyKey, async () =>
        {
            var acting = Acting();
            var result = Note(await invites.RunAsync(acting, command, attempts: 0, CancellationToken.None));
            return result.WaitsForNote && !IsStopped ? await AddAsync(acting, Waiting(command)) : result.Answer;
        });
    }

    public Task<WireAnswer> DryRunAsync(InviteCommand command) => InTurnAsync(
        ActionNames.Invite, command.WorkspaceId, key: null,
        async () => Note(await invites.DryRunAsync(Acting(), command, CancellationToken.None)).Answer);

    public Task<WireAnswer> QueueAsync(QueueCommand command) => UnderKeyAsync(
        command.IsMany ? ActionNames.InviteMany : ActionNames.Invite, command.WorkspaceId, command.IdempotencyKey,
        () => AddAsync(Acting(), command));

    public Task<WireAnswer> CancelAsync(OperationCommand command) => UnderKeyAsync(
        ActionNames.CancelOperation, command.WorkspaceId, command.IdempotencyKey,
        async () => Note(await queue.CancelAsync(
            Acting(), command.OperationId, command.ApiKeyId, command.IdempotencyKey, CancellationToken.None)));

    /// <summary>When each wish that waits will be tried; null when nobody can say now.</summary>
    public async Task<QueueTimes?> TimesAsync()
    {
        using var turn = await _turns.TakeAsync();
        if (turn is null || !await IsReadyAsync()) return null;
        var times = await queue.PlanAsync(Acting(), CancellationToken.None);
        return new QueueTimes([.. times.Keys], [.. times.Values]);
    }

    /// <summary>Sends what is due in the queue.</summary>
    public async Task RunQueueAsync()
    {
        using var turn = await _turns.TakeAsync(evenIfCrowded: true);
        if (turn is null || !await IsReadyAsync()) return;
        var acting = Acting();
        foreach (var result in await Task.Run(() => runner.RunAsync(acting, CancellationToken.None))) Note(result);
    }

    public Task<WireAnswer> ReadLimitsAsync(string workspaceId) => InTurnAsync(
        ActionNames.Limits, workspaceId, key: null, () => LimitsAnswerAsync(ActionNames.Limits));

    /// <summary>Replaces the account's own limits. The queue is looked at anew, since it may go on under them.</summary>
    public Task<WireAnswer> SetLimitsAsync(LimitsCommand command) => UnderKeyAsync(
        ActionNames.SetLimits, command.WorkspaceId, command.IdempotencyKey, async () =>
        {
            var (standing, own) = (_standing!, command.Own == new AccountLimits() ? null : command.Own);
            var before = (standing.Own, standing.Policy);
            (standing.Own, standing.Policy) = (own, standings.PolicyOf(_account!, own));
            var answer = await LimitsAnswerAsync(ActionNames.SetLimits);
            var statements = new List<Statement>
            {
                Acting().Fence, standings.SetOwn(id, own), OperationStore.LookNow(id, time.GetUtcNow()),
            };
            if (command.IdempotencyKey is { } key) statements.Add(keys.Store(command.WorkspaceId, key, answer));
            var entry = new AuditEntry(ActionNames.SetLimits, Decisions.Changed)
            {
                WorkspaceId = command.WorkspaceId, ApiKeyId = command.ApiKeyId, Rule = StandingStore.JsonOf(own),
            };
            var result = await AuditedCommit.RunAsync(_audit, statements, [entry], commits.BeginAsync);
            if (result.IsCommitted) return answer;
            // Perhaps it is durable all the same; what holds is read again.
            (standing.Own, standing.Policy) = before;
            _isStale = true;
            IsStopped |= result.RefusedBy == Guard.Fence;
            return Refuse(ActionNames.SetLimits, Busy.Now(time));
        });

    public Task<WireAnswer> ChangeDoNotContactAsync(DoNotContactChange change) => UnderKeyAsync(
        change.Action, change.WorkspaceId, change.IdempotencyKey, async () =>
        {
            var acting = Acting();
            var changed = await doNotContact.ChangeAsync(
                new ListEditor(
                    id, acting.Session, await invites.MayNotAskAsync(acting, CancellationToken.None), acting.Fence, _audit, invites.RefusalOf),
                change, CancellationToken.None);
            IsStopped |= changed.IsFenced;
            if (changed.Met is { } failure && !IsStopped) Note(await invites.HeedAsync(acting, failure, changed.Answer));
            return changed.Answer;
        });

    private async Task<WireAnswer> AddAsync(ActingAccount acting, QueueCommand command) =>
        Note(await queue.AddAsync(acting, command, CancellationToken.None));

    private WireAnswer Note(QueueResult result)
    {
        IsStopped |= result.IsFenced;
        return result.Answer;
    }

    private async Task<WireAnswer> LimitsAnswerAsync(string action)
    {
        // An operator may have cleared it meanwhile.
        await invites.IsStoppedAsync(Acting(), CancellationToken.None);
        return await limits.ReadAsync(
            action, _account!, ActingAccount.LongestNoteOf(_account!.IsPremium), _standing!, CancellationToken.None);
    }

    /// <summary>A wish whose note has to wait, as one of the queue.</summary>
    private static QueueCommand Waiting(InviteCommand command) => new()
    {
        WorkspaceId = command.WorkspaceId,
        ApiKeyId = command.ApiKeyId,
        IdempotencyKey = command.IdempotencyKey,
        Wishes =
        [
            new QueueWish
            {
                Slug = command.Slug, MemberId = command.MemberId, Note = command.Note, NotePolicy = command.NotePolicy,
                OverridesClaim = command.OverridesClaim,
            },
        ],
    };
}
