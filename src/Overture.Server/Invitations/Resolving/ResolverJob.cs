using Microsoft.Extensions.Options;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Cluster;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations.Resolving;

/// <summary>
/// Wakes the accounts with unresolved invitations: at first every one of them, then those that are due. Their grains do
/// the work, so it happens in turn with everything else an account does.
/// </summary>
internal sealed partial class ResolverJob : IBackgroundJob
{
    public const string Name = "resolver";

    private readonly InvitationRecords _invitations;
    private readonly Instruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger<ResolverJob> _logger;
    private readonly WakeDispatcher _wakeUps;
    private bool _recovered;

    public ResolverJob(
        InvitationRecords invitations, AccountCalls accounts, Instruments instruments,
        IOptions<InvitationOptions> options, TimeProvider time, ILogger<ResolverJob> logger)
    {
        (_invitations, _instruments, _time, _logger) = (invitations, instruments, time, logger);
        _wakeUps = new WakeDispatcher(
            options.Value.ResolveParallelism, account => accounts.WakeAsync(account, InvitationResolver.DutyName),
            LogFailed);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var accounts = await _invitations.AccountsDueAsync(_recovered ? _time.GetUtcNow() : null, cancellationToken);
        if (!_recovered)
        {
            _instruments.Recovered(accounts.Count, await _invitations.CountUnresolvedAsync(cancellationToken));
        }

        foreach (var account in accounts) await _wakeUps.BeginAsync(account, cancellationToken);
        if (!_recovered) LogRecovered(accounts.Count);
        _recovered = true;
    }

    [LoggerMessage(
        2003, LogLevel.Information, "Recovery: {Accounts} accounts had unresolved invitations",
        EventName = "invitation.recovered")]
    private partial void LogRecovered(int accounts);

    [LoggerMessage(
        2004, LogLevel.Error, "Resolving invitations failed; it is tried again",
        EventName = "invitation.resolve_failed")]
    private partial void LogFailed(Exception exception);
}
