using Microsoft.Extensions.Options;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Cluster;
using Overture.Server.Storage;

namespace Overture.Server.Queue;

/// <summary>
/// Wakes the accounts whose queues are due. Their grains do the work, in turn with everything else that the accounts
/// do.
/// </summary>
internal sealed partial class QueueJob : IBackgroundJob
{
    public const string Name = "queue";

    /// <summary>More than can be woken between two rounds; the longest due come first.</summary>
    private const int MaxAtOnce = 1_000;

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueJob> _logger;
    private readonly WakeDispatcher _wakeUps;

    public QueueJob(
        Database database, AccountCalls accounts, IOptions<QueueOptions> options, TimeProvider time,
        ILogger<QueueJob> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        _wakeUps = new WakeDispatcher(
            options.Value.Parallelism, account => accounts.WakeAsync(account, QueueRunner.DutyName), LogFailed);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var account in
            await QueueTable.AccountsDueAsync(_database, _time.GetUtcNow(), MaxAtOnce, cancellationToken))
        {
            await _wakeUps.BeginAsync(account, cancellationToken);
        }
    }

    [LoggerMessage(
        2101, LogLevel.Error, "An account's queue could not move on; it is tried again", EventName = "queue.failed")]
    private partial void LogFailed(Exception exception);
}
