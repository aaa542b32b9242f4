using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
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
[SuppressMessage(
    "Design", "CA1001", Justification = "A look may end after the reconciler itself, and the semaphore holds nothing that must be given back.")]
internal sealed partial class Reconciler(
    LiveInvitations live, SettleAccount settle, Instruments instruments, IOptions<InvitationOptions> options, TimeProvider time,
    ILogger<Reconciler> logger) : IChore
{
    public const string Name = "reconciler";

    private readonly SemaphoreSlim _places = new(options.Value.ReconcileParallelism);
    private readonly ConcurrentDictionary<string, bool> _inHand = new(StringComparer.Ordinal);
    private bool _recovered;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var accounts = await live.AccountsDueAsync(_recovered ? time.GetUtcNow() : null, cancellationToken);
        if (!_recovered) instruments.Recovered(accounts.Count, await live.CountUnsettledAsync(cancellationToken));
        foreach (var account in accounts) await BeginAsync(account, cancellationToken);
        if (!_recovered) LogRecovered(accounts.Count);
        _recovered = true;
    }

    /// <summary>An account that takes long keeps its place to itself; the others go on in theirs.</summary>
    private async Task BeginAsync(string account, CancellationToken cancellationToken)
    {
        if (!_inHand.TryAdd(account, true)) return;
        try
        {
            await _places.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _inHand.TryRemove(account, out _);
            throw;
        }

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
