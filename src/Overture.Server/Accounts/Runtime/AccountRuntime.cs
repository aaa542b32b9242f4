using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Storage;

namespace Overture.Server.Accounts.Runtime;

/// <summary>
/// Acts for one account, one call at a time. It takes the account over by raising the epoch before its first commit,
/// and finishes what an earlier activation left before it does anything else.
/// </summary>
internal sealed partial class AccountRuntime(
    long id, AccountLoader loader, IEnumerable<IAccountDuty> duties, ActionPipeline pipeline, Mailbox mailbox,
    ILogger<AccountRuntime> logger)
{
    private AccountContext? _account;
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
        if (call.Key is not { } key) return await ActInTurnAsync(call);
        if (mailbox.Reserve(key) is { } refusal) return pipeline.Refuse(call, refusal);
        try
        {
            return await ActInTurnAsync(call);
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
        if (_account is { IsStale: false }) return _account;
        try
        {
            var account = await loader.LoadAsync(id, _account, CancellationToken.None);
            if (account is null)
            {
                _isGone = true;
                return null;
            }

            _account = account;
            foreach (var duty in duties) await duty.RecoverAsync(account);
            return IsStopped ? null : account;
        }
        catch (Exception exception) when (StoreFailure.IsCauseOf(exception))
        {
            LogStoreFailed(exception, RowKey.Text(RowKind.Account, id));
            IsCutOff = true;
            return null;
        }
    }

    [LoggerMessage(
        5101, LogLevel.Error, "The database could not be read for account {Account}",
        EventName = "account.store_failed")]
    private partial void LogStoreFailed(Exception exception, string account);
}
