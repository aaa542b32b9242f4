using Microsoft.Extensions.Options;
using Overture.Server.Cluster;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations;

/// <summary>Wakes one account so that it settles what is unsettled; answers when it has tried.</summary>
internal delegate Task SettleAccount(string accountId);

/// <summary>
/// Settles without anyone asking: at first every account with unsettled invitations, then those that are due. The accounts'
/// actors do the work, so it happens in turn with everything else an account does.
/// </summary>
internal sealed partial class Reconciler : IChore
{
    public const string Name = "reconciler";

    private readonly LiveInvitations _live;
    private readonly Instruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger<Reconciler> _logger;
    private readonly Wakes _wakes;
    private bool _recovered;

    public Reconciler(
        LiveInvitations live, SettleAccount settle, Instruments instruments, IOptions<InvitationOptions> options, TimeProvider time,
        ILogger<Reconciler> logger)
    {
        (_live, _instruments, _time, _logger) = (live, instruments, time, logger);
        _wakes = new Wakes(options.Value.ReconcileParallelism, account => settle(account), LogFailed);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var accounts = await _live.AccountsDueAsync(_recovered ? _time.GetUtcNow() : null, cancellationToken);
        if (!_recovered) _instruments.Recovered(accounts.Count, await _live.CountUnsettledAsync(cancellationToken));
        foreach (var account in accounts) await _wakes.BeginAsync(account, cancellationToken);
        if (!_recovered) LogRecovered(accounts.Count);
        _recovered = true;
    }

    [LoggerMessage(2003, LogLevel.Information, "Recovery: {Accounts} accounts had unsettled invitations", EventName = "invitation.recovered")]
    private partial void LogRecovered(int accounts);

    [LoggerMessage(2004, LogLevel.Error, "Settling invitations failed; it is tried again", EventName = "invitation.reconcile_failed")]
    private partial void LogFailed(Exception exception);
}
