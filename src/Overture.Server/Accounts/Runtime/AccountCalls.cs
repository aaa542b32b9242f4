using Overture.Client.Contract;
using Overture.Server.Actions;
using Overture.Server.Http;
using Overture.Server.Telemetry;

namespace Overture.Server.Accounts.Runtime;

/// <summary>Calls an account's grain, wherever it lives.</summary>
internal sealed partial class AccountCalls(
    IGrainFactory grains, Instruments instruments, TimeProvider time, ILogger<AccountCalls> logger)
{
    // Longer than it takes, with usual settings, to notice that a node is dead.
    private static readonly TimeSpan MaxSearch = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SearchPause = TimeSpan.FromMilliseconds(500);

    // One reference, so that no caller sees half of it.
    private GrainReference? _first;

    /// <summary>
    /// When the account's node is lost, a repeatable call is sent again to wherever the account lives next. Without a
    /// key we can't tell our own unfinished request from another, so other calls are answered with
    /// <c>outcome_unknown</c>.
    /// </summary>
    public async Task<WireAnswer> ActAsync(ActionCall call, bool isRepeatable, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await GrainOf(call.AccountId).Act(call);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                LogNodeLost(call.AccountName, exception.GetType().Name);
                if (!isRepeatable || time.GetElapsedTime(begun) > MaxSearch) return Lost(call);
            }

            await Task.Delay(SearchPause, time, cancellationToken);
        }
    }

    public Task WakeAsync(long accountId, string duty) => GrainOf(accountId).Wake(duty);

    /// <summary>
    /// The factory looks up by reflection, at each call, what kind of grain an account is; that stays the same for the
    /// process.
    /// </summary>
    private IAccountGrain GrainOf(long accountId)
    {
        if (_first is { } first)
        {
            var key = GrainIdKeyExtensions.CreateIntegerKey(accountId);
            return (IAccountGrain)grains.GetGrain(GrainId.Create(first.GrainId.Type, key), first.InterfaceType);
        }

        var grain = grains.GetGrain<IAccountGrain>(accountId);
        _first = (GrainReference)grain;
        return grain;
    }

    private WireAnswer Lost(ActionCall call)
    {
        instruments.Concluded(Outcome.Unknown, Reason.OutcomeUnknown);
        return call.Refuse(
            new Refusal(
                Reason.OutcomeUnknown,
                "The node that acts for the account was lost, and it is not known whether the node had begun; another "
                + "one takes over.")
            {
                RetryAt = time.GetUtcNow().AddSeconds(1),
            },
            time);
    }

    [LoggerMessage(
        4101, LogLevel.Warning, "The node that acts for account {Account} does not answer: {Why}",
        EventName = "account.node_lost")]
    private partial void LogNodeLost(string account, string why);
}
