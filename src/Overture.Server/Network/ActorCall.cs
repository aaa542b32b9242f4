using Overture.Client.Contract;
using Overture.Server.Accounts;
using Overture.Server.Http;
using Overture.Server.Telemetry;

namespace Overture.Server.Network;

/// <summary>Asks an account's actor, wherever it lives.</summary>
internal sealed partial class ActorCall(AccountGrains grains, Instruments instruments, TimeProvider time, ILogger<ActorCall> logger)
{
    // Longer than it takes to notice with usual settings that a node is dead.
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseOfSearch = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// When the actor's node is lost, what may be repeated is asked again wherever the account lives next. That is what changes nothing,
    /// what comes to the same twice, and a wish with an idempotency key, which leads to what was begun, if anything was. Of a wish without
    /// one nobody could tell it from another's.
    /// </summary>
    public async Task<WireAnswer> AskAsync(
        string action, string accountId, bool mayRepeat, Func<IAccountGrain, Task<WireAnswer>> ask, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask(grains.Of(accountId));
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                LogNodeLost(accountId, exception.GetType().Name);
                if (!mayRepeat || time.GetElapsedTime(begun) > LongestSearch) return Lost(action, accountId);
            }

            await Task.Delay(PauseOfSearch, time, cancellationToken);
        }
    }

    /// <summary>When each wish of the account's queue will be tried; null when nobody can say now.</summary>
    public async Task<Queue.QueueTimes?> QueueTimesAsync(string accountId)
    {
        try
        {
            return await grains.Of(accountId).QueueTimes();
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            LogNodeLost(accountId, exception.GetType().Name);
            return null;
        }
    }

    private WireAnswer Lost(string action, string accountId)
    {
        instruments.Concluded(Outcome.Unknown, Reason.OutcomeUnknown);
        var lost = new Refusal(
            Reason.OutcomeUnknown, "The node that acts for the account was lost, and whether it had begun is not known; another takes over.")
        {
            RetryAt = time.GetUtcNow().AddSeconds(1),
        };
        return Answers.Refused(lost, AnswerResult.Free(time, action, accountId));
    }

    [LoggerMessage(4101, LogLevel.Warning, "The node that acts for account {Account} does not answer: {Why}", EventName = "network.node_lost")]
    private partial void LogNodeLost(string account, string why);
}
