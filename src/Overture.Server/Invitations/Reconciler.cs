using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Overture.Server.Invitations;

/// <summary>Wakes one account so that it settles what is unsettled; answers when it has tried.</summary>
internal delegate Task SettleAccount(string accountId);

/// <summary>
/// Settles without anyone asking: at start every account with unsettled invitations, then those that are due. The accounts'
/// actors do the work, so it happens in turn with everything else an account does.
/// </summary>
internal sealed partial class Reconciler(
    LiveInvitations live, SettleAccount settle, IOptions<InvitationOptions> options, TimeProvider time,
    ILogger<Reconciler> logger) : BackgroundService
{
    // Not disposed: a look may end after the reconciler itself, and the semaphore holds nothing that must be given back.
    private readonly SemaphoreSlim _places = new(options.Value.ReconcileParallelism);
    private readonly ConcurrentDictionary<string, bool> _inHand = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var recovered = false;
        using var timer = new PeriodicTimer(options.Value.ReconcileInterval, time);
        do
        {
            try
            {
                var accounts = await live.AccountsDueAsync(recovered ? time.GetUtcNow() : null, stoppingToken);
                foreach (var account in accounts) await BeginAsync(account, stoppingToken);
                if (!recovered) LogRecovered(accounts.Count);
                recovered = true;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>An account that takes long keeps its place to itself; the others go on in theirs.</summary>
    private async Task BeginAsync(string account, CancellationToken stoppingToken)
    {
        if (!_inHand.TryAdd(account, true)) return;
        await _places.WaitAsync(stoppingToken);
        _ = SettleAsync(account);
    }

    private async Task SettleAsync(string account)
    {
        try
        {
            await settle(account);
        }
        catch (Exception exception)
        {
            LogFailed(exception);
        }
        finally
        {
            _inHand.TryRemove(account, out _);
            _places.Release();
        }
    }

    [LoggerMessage(2003, LogLevel.Information, "Recovery: {Accounts} accounts had unsettled invitations", EventName = "invitation.recovered")]
    private partial void LogRecovered(int accounts);

    [LoggerMessage(2004, LogLevel.Error, "Settling invitations failed; it is tried again", EventName = "invitation.reconcile_failed")]
    private partial void LogFailed(Exception exception);
}
