using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Audit;
using Overture.Server.DoNotContact;
using Overture.Server.Http;
using Overture.Server.Idempotency;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Storage.Rows;
using Overture.Server.Telemetry;

namespace Overture.Server.Accounts;

/// <summary>
/// Acts for one account, one turn at a time. What it remembers is a cache of the database; it takes the account over by
/// raising the epoch before its first commit and settles what an earlier activation left before it does anything else.
/// </summary>
internal sealed partial class AccountActor(
    string id,
    AccountStore store,
    SessionVault vault,
    InviteFlow invites,
    Settler settler,
    LiveInvitations live,
    IdempotencyKeys keys,
    StandingStore standings,
    LimitsFlow limits,
    QueueFlow queue,
    QueueRunner runner,
    DoNotContactFlow doNotContact,
    CommitQueue commits,
    Database database,
    Instruments instruments,
    IOptions<AccountOptions> options,
    TimeProvider time,
    ILogger<AccountActor> logger) : IDisposable
{
    private static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(10);

    private readonly Turns _turns = new(options.Value);
    private readonly Dictionary<string, string> _keysInUse = [];
    private readonly AuditChain _audit = new(id, database, time);
    private AccountRow? _account;
    private bool _isStale;
    private Standing? _standing;
    private Session _session = Session.None;
    private long _epoch;
    private DateTimeOffset _quietUntil;

    /// <summary>True when this actor can do nothing more: there is no such account, or another has taken it over, or it is cut off.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>True when it has stopped because the database is away, perhaps for this node only.</summary>
    public bool IsCutOff { get; private set; }

    public void Dispose() => _turns.Dispose();

    public async Task SettleAsync()
    {
        using var turn = await _turns.TakeAsync(evenIfCrowded: true);
        if (turn is not null && await TakeOverAsync()) await SettleOpenAsync(onlyDue: true);
    }

    public async Task<bool> ReconnectAsync(Connection connection)
    {
        using var turn = await _turns.TakeAsync();
        if (turn is null || !await IsReadyAsync()) return false;
        var result = await store.ReconnectAsync(id, _epoch, connection);
        // What the new session allows is read afresh, from what is durable.
        _isStale = true;
        IsStopped |= result.RefusedBy == Guard.Fence;
        return result.IsCommitted;
    }

    /// <summary>One call under one key at a time: the second hears that the first is running.</summary>
    private async Task<WireAnswer> UnderKeyAsync(string action, string workspaceId, IdempotencyKey? key, Func<Task<WireAnswer>> act)
    {
        if (key is null) return await InTurnAsync(action, workspaceId, null, act);
        if (_keysInUse.TryGetValue(key.Value, out var hash))
        {
            return Refuse(action, hash == key.RequestHash
                ? new Refusal(Reason.IdempotencyInProgress) { RetryAt = time.GetUtcNow().AddSeconds(1) }
                : new Refusal(Reason.IdempotencyMismatch));
        }

        _keysInUse.Add(key.Value, key.RequestHash);
        try
        {
            return await InTurnAsync(action, workspaceId, key, act);
        }
        finally
        {
            _keysInUse.Remove(key.Value);
        }
    }

    private async Task<WireAnswer> InTurnAsync(string action, string workspaceId, IdempotencyKey? key, Func<Task<WireAnswer>> act)
    {
        var arrived = time.GetTimestamp();
        using var turn = await WaitAsync(workspaceId);
        if (turn is null || !await IsReadyAsync()) return Refuse(action, Busy.Now(time));
        try
        {
            if (key is not null && await RecallAsync(action, key) is { } recalled) return recalled;
            // Whoever waited so long has gone; what is done now would surprise them.
            if (time.GetElapsedTime(arrived) > options.Value.LongestWait * 2) return Refuse(action, Busy.Now(time));
            // Off the grain's own scheduler, which would take each of the flow's many continuations as work of its own.
            return await Task.Run(act);
        }
        catch (Exception exception) when (StoreFailure.IsCauseOf(exception))
        {
            // Only reads throw, and reads come before the intent: nothing was begun.
            LogStoreFailed(exception, id);
            IsStopped = IsCutOff = true;
            return Refuse(action, Busy.Now(time));
        }
    }

    private async Task<IDisposable?> WaitAsync(string workspaceId)
    {
        using var stage = instruments.Begin(Stage.Wait, id, workspaceId);
        return await _turns.TakeAsync();
    }

    private WireAnswer Refuse(string action, Refusal refusal)
    {
        instruments.Refused(refusal.Reason);
        return Answers.Refused(refusal, AnswerResult.Free(time, action, id));
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            return await TakeOverAsync();
        }
        catch (Exception exception) when (StoreFailure.IsCauseOf(exception))
        {
            LogStoreFailed(exception, id);
            IsStopped = IsCutOff = true;
            return false;
        }
    }

    /// <summary>
    /// Once per activation: raises the epoch, so that an earlier activation that still runs cannot commit any more, and
    /// settles what it left. False when the database does not allow it now.
    /// </summary>
    private async Task<bool> TakeOverAsync()
    {
        if (IsStopped) return false;
        if (_account is not null && !_isStale) return true;
        var (account, session) = await store.ReadAsync(id, CancellationToken.None);
        if (account is null)
        {
            IsStopped = true;
            return false;
        }

        if (_epoch == 0 || _epoch != account.Epoch)
        {
            if (!(await store.TakeOverAsync(account)).IsCommitted) return false;
            account.Epoch++;
        }

        (_account, _epoch, _isStale) = (account, account.Epoch, false);
        _session = (session is null ? null : vault.Unprotect(session.ProtectedToken)) ?? Session.None;
        if (_session == Session.None) account.InactiveReason ??= Reason.SessionExpired;
        _standing = await standings.ReadAsync(account, CancellationToken.None);
        await _audit.ReadAheadAsync(CancellationToken.None);
        await SettleOpenAsync(onlyDue: false);
        return !IsStopped;
    }

    /// <summary>
    /// Looks at what is unsettled, for a while: what is left then is the reconciler's, since others wait for their turn. After a
    /// look whose result could not be written it pauses, or each second would ask the upstream for nothing.
    /// </summary>
    private async Task SettleOpenAsync(bool onlyDue)
    {
        if (time.GetUtcNow() < _quietUntil) return;
        var begun = time.GetTimestamp();
        foreach (var invitation in await live.UnsettledOfAsync(id, CancellationToken.None))
        {
            if (onlyDue && invitation.CheckAt > time.GetUtcNow()) continue;
            var result = await SettleOneAsync(invitation);
            if (!result.IsWritten) _quietUntil = time.GetUtcNow() + LongestSettling;
            if (IsStopped || !result.IsWritten || time.GetElapsedTime(begun) > LongestSettling) return;
        }
    }

    /// <summary>
    /// What the key stands for already: a stored answer, a mistake, or work that is settled first if it can be. Null when
    /// the key is free, also when it only now turned out that nothing was sent under it.
    /// </summary>
    private async Task<WireAnswer?> RecallAsync(string action, IdempotencyKey key)
    {
        var found = await FindAsync(key);
        if (found is null) return null;
        if (found.RequestHash != key.RequestHash) return Refuse(action, new Refusal(Reason.IdempotencyMismatch));
        if (Replay(found) is { } stored) return stored;

        var invitation = await live.FindAsync(found.InvitationId!, CancellationToken.None);
        var unsettled = invitation is { CheckAt: not null } ? (await SettleOneAsync(invitation)).Answer : null;
        found = await FindAsync(key);
        return found is null ? null : Replay(found) ?? unsettled ?? Refuse(
            action, new Refusal(Reason.IdempotencyInProgress) { RetryAt = time.GetUtcNow().AddSeconds(1) });
    }

    private Task<IdempotencyRow?> FindAsync(IdempotencyKey key) =>
        keys.FindAsync(_account!.WorkspaceId, key.Value, CancellationToken.None);

    private static WireAnswer? Replay(IdempotencyRow found) => found is { Status: { } status, Body: { } body }
        ? new WireAnswer(status, body) { IsReplayed = true, DropsNote = found.NoteDropped }
        : null;

    private async Task<InviteResult> SettleOneAsync(InvitationRow invitation) => Note(
        _account!.InactiveReason is { } reason
            ? await settler.AwaitOwnerAsync(Acting(), invitation, reason)
            : await settler.SettleAsync(Acting(), invitation, CancellationToken.None));

    private InviteResult Note(InviteResult result)
    {
        if (result.AccountLost is { } lost) _account!.InactiveReason = lost;
        // Read again, from what is durable, before anything else is done for the account.
        _isStale |= result.IsStale;
        // Whoever waits here is told to come back, and finds the one that took over.
        IsStopped |= result.IsFenced;
        return result;
    }

    [LoggerMessage(5101, LogLevel.Error, "The database could not be read for account {Account}", EventName = "account.store_failed")]
    private partial void LogStoreFailed(Exception exception, string account);

    private ActingAccount Acting() => new(
        id, _account!.WorkspaceId, _epoch, _session, _account.IsPremium, _account.InactiveReason, _standing!, _audit);
}
