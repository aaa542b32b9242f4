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
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var recovered = false;
        using var timer = new PeriodicTimer(options.Value.ReconcileInterval, time);
        do
        {
            try
            {
                var accounts = await live.AccountsDueAsync(recovered ? time.GetUtcNow() : null, stoppingToken);
                await SettleAsync(accounts, stoppingToken);
                if (!recovered) LogRecovered(accounts.Count);
                recovered = true;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private Task SettleAsync(List<string> accounts, CancellationToken stoppingToken) => Parallel.ForEachAsync(
        accounts,
        new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Value.ReconcileParallelism,
            CancellationToken = stoppingToken,
        },
        async (account, _) =>
        {
            try
            {
                await settle(account);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        });

    [LoggerMessage(2003, LogLevel.Information, "Recovery: {Accounts} accounts had unsettled invitations", EventName = "invitation.recovered")]
    private partial void LogRecovered(int accounts);

    [LoggerMessage(2004, LogLevel.Error, "Settling invitations failed; it is tried again", EventName = "invitation.reconcile_failed")]
    private partial void LogFailed(Exception exception);
}
