using System.Diagnostics.CodeAnalysis;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// Acts for one account, one call at a time. It takes the account over by raising the epoch before its first commit,
/// and finishes what an earlier activation left before it does anything else. An urgent call waits for neither.
/// </summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing that must be given back.")]
internal sealed partial class AccountRuntime(
    long id, AccountLoader loader, IEnumerable<IAccountDuty> duties, ActionPipeline pipeline, Mailbox mailbox,
    ILogger<AccountRuntime> logger)
{
    // While the account is read, no urgent call commits: memory would miss it.
    private readonly SemaphoreSlim _memory = new(1);
    private AccountContext? _account;
    private AccountContext? _recovered;
    private bool _isGone;

    /// <summary>
    /// True when this grain can do nothing more: there is no such account, another one has it, or the database is away.
    /// </summary>
    public bool IsStopped => _isGone || IsCutOff || _account?.IsStopped == true;

    /// <summary>True when it has stopped because the database is away, perhaps for this node only.</summary>
    public bool IsCutOff { get; private set; }

    public async Task<WireAnswer> ActAsync(ActionCall call)
    {
        using var span = pipeline.BeginSpan(call);
        if (call.Key is not { } key) return await RunAsync(call);
        if (mailbox.Reserve(key) is { } refusal) return pipeline.Refuse(call, refusal);
        try
        {
            return await RunAsync(call);
        }
        finally
        {
            mailbox.Release(key);
        }
    }

    /// <summary>Does what a background job woke the account for.</summary>
    public async Task WakeAsync(string duty)
    {
        using var turn = await mailbox.EnterAsync(CancellationToken.None);
        if (turn is null || await ReadyAsync() is not { } account) return;
        await Task.Run(() => RunAsync(account, duties.Single(candidate => candidate.Name == duty)));
    }

    private static async Task RunAsync(AccountContext account, IAccountDuty duty)
    {
        await duty.RunAsync(account);
        await account.FlushAsync();
    }

    private Task<WireAnswer> RunAsync(ActionCall call) =>
        pipeline.IsUrgent(call) ? ActAtOnceAsync(call) : ActInTurnAsync(call);

    private async Task<WireAnswer> ActAtOnceAsync(ActionCall call)
    {
        await _memory.WaitAsync();
        try
        {
            // What is stale will do: the step replaces what it is about, and the fence holds.
            var account = IsStopped ? null : _account ?? await LoadAsync();
            return account is null
                ? pipeline.Busy(call)
                : await Task.Run(() => pipeline.RunUrgentAsync(account, call));
        }
        catch (Exception exception) when (StoreFailure.IsCauseOf(exception))
        {
            LogStoreFailed(exception, call.AccountName);
            IsCutOff = true;
            return pipeline.Busy(call);
        }
        finally
        {
            _memory.Release();
        }
    }

    private async Task<WireAnswer> ActInTurnAsync(ActionCall call)
    {
        using var turn = await mailbox.EnterAsync(call);
        if (turn is null || await ReadyAsync() is not { } account) return pipeline.Busy(call);
        try
        {
            // Off the grain's own scheduler, which would take each of the many continuations as work of its own.
            return await Task.Run(() => pipeline.RunAsync(account, call, turn));
        }
        catch (Exception exception) when (StoreFailure.IsCauseOf(exception))
        {
            // Only reads throw, and reads come before the intent: nothing was begun.
            LogStoreFailed(exception, call.AccountName);
            IsCutOff = true;
            return pipeline.Busy(call);
        }
    }

    private async Task<AccountContext?> ReadyAsync()
    {
        if (IsStopped) return null;
        if (_account is { IsStale: false } known && known == _recovered) return known;
        try
        {
            if (await RefreshAsync() is not { } account) return null;
            foreach (var duty in duties) await duty.RecoverAsync(account);
            _recovered = account;
            return IsStopped ? null : account;
        }
        catch (Exception exception) when (StoreFailure.IsCauseOf(exception))
        {
            LogStoreFailed(exception, RowKey.Text(RowKind.Account, id));
            IsCutOff = true;
            return null;
        }
    }

    private async Task<AccountContext?> RefreshAsync()
    {
        await _memory.WaitAsync();
        try
        {
            return _account is { IsStale: false } ? _account : await LoadAsync();
        }
        finally
        {
            _memory.Release();
        }
    }

    private async Task<AccountContext?> LoadAsync()
    {
        var account = await loader.LoadAsync(id, _account, CancellationToken.None);
        if (account is null) _isGone = true;
        else _account = account;
        return account;
    }

    [LoggerMessage(
        5101, LogLevel.Error, "The database could not be read for account {Account}",
        EventName = "account.store_failed")]
    private partial void LogStoreFailed(Exception exception, string account);
}
