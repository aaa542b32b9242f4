using Microsoft.Extensions.Options;
using Overture.Server.Cluster;

namespace Overture.Server.Queue;

/// <summary>Wakes one account so that its queue moves on; answers when it has.</summary>
internal delegate Task RunQueue(string accountId);

/// <summary>Has the accounts whose queues are due move on. Their actors do the work, in turn with everything else that the accounts do.</summary>
internal sealed partial class QueueChore : IChore
{
    public const string Name = "queue";

    /// <summary>More than can be woken between two looks; the longest due come first.</summary>
    private const int MostAtOnce = 1_000;

    private readonly OperationStore _operations;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueChore> _logger;
    private readonly Wakes _wakes;

    public QueueChore(
        OperationStore operations, RunQueue run, IOptions<QueueOptions> options, TimeProvider time, ILogger<QueueChore> logger)
    {
        (_operations, _time, _logger) = (operations, time, logger);
        _wakes = new Wakes(options.Value.Parallelism, account => run(account), LogFailed);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var account in await _operations.AccountsDueAsync(_time.GetUtcNow(), MostAtOnce, cancellationToken))
            await _wakes.BeginAsync(account, cancellationToken);
    }

    [LoggerMessage(2101, LogLevel.Error, "An account's queue could not move on; it is tried again", EventName = "queue.failed")]
    private partial void LogFailed(Exception exception);
}
