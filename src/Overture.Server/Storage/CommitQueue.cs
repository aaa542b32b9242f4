using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Overture.Server.Telemetry;

namespace Overture.Server.Storage;

/// <summary>
/// The one way in which the hot path writes: steps of many accounts share a transaction, and each caller hears when its
/// own step is durable. A step that a guard refuses does not disturb its neighbours.
/// </summary>
internal sealed partial class CommitQueue(
    ICommitWriter writer, IOptions<StorageOptions> options, Instruments instruments, ILogger<CommitQueue> logger)
    : BackgroundService
{
    // Of one batch, until it is taken apart.
    private const int MaxRefusals = 4;

    // Steps of a batch from which on many callers are at work.
    private const int BusyBatch = 8;

    private readonly Channel<Entry> _entries = Channel.CreateUnbounded<Entry>(
        new UnboundedChannelOptions { SingleReader = true });

    private int _waiting;

    /// <summary>
    /// Makes a step that begins something durable. Answers <see cref="CommitVerdict.Busy"/> when the queue is full:
    /// work that has not begun is the only work that may be turned away.
    /// </summary>
    public Task<CommitResult> BeginAsync(CommitStep step) =>
        Volatile.Read(ref _waiting) >= options.Value.CommitQueueCapacity
            ? Task.FromResult(new CommitResult(CommitVerdict.Busy))
            : CompleteAsync(step);

    /// <summary>
    /// Makes a step that finishes begun work durable. Never turned away: its number is bounded by what was begun.
    /// </summary>
    public Task<CommitResult> CompleteAsync(CommitStep step)
    {
        var entry = new Entry(step);
        Interlocked.Increment(ref _waiting);
        if (!_entries.Writer.TryWrite(entry))
        {
            Interlocked.Decrement(ref _waiting);
            return Task.FromResult(new CommitResult(CommitVerdict.Failed));
        }

        return entry.Result;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        instruments.ObserveQueue(() => Volatile.Read(ref _waiting));
        var batch = new List<Entry>(options.Value.CommitBatchSize);
        var isBusy = false;
        // Not stopped by the token: what is queued when the host stops is still written. StopAsync closes the channel.
        while (await _entries.Reader.WaitToReadAsync(CancellationToken.None))
        {
            // Where many came together they will again: work that can run now runs first, and more share the next
            // transaction.
            if (isBusy) await Task.Yield();
            while (batch.Count < options.Value.CommitBatchSize && _entries.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            await WriteAsync(batch);
            Interlocked.Add(ref _waiting, -batch.Count);
            isBusy = batch.Count >= BusyBatch;
            batch.Clear();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _entries.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
        await writer.DisposeAsync();
    }

    /// <summary>
    /// All in one transaction; if a guard refuses one step, that step gets its answer and the rest goes again. Refusals
    /// are rare, because the actors have looked before they ask. Where they are not, as with a workspace that has just
    /// spent its last credit, the steps are written one by one: cheaper than all the others again for each that is
    /// refused.
    /// </summary>
    private async Task WriteAsync(List<Entry> batch)
    {
        var remaining = batch.ToList();
        while (remaining.Count > 0)
        {
            var (unmet, failed) = await TryWriteAsync(remaining);
            if (failed && remaining.Count > 1)
            {
                await WriteOneByOneAsync(remaining);
                return;
            }

            if (unmet is not { } guard)
            {
                var verdict = failed ? CommitVerdict.Failed : CommitVerdict.Committed;
                foreach (var entry in remaining) entry.Answer(new CommitResult(verdict));
                return;
            }

            remaining[guard.Step].Answer(new CommitResult(CommitVerdict.Refused, guard.Statement));
            remaining.RemoveAt(guard.Step);
            if (batch.Count - remaining.Count < MaxRefusals) continue;
            await WriteOneByOneAsync(remaining);
            return;
        }
    }

    /// <summary>
    /// One step that the store cannot take must not fail its neighbours. Two failures in a row are the store's: then
    /// the rest fails at once, because each attempt may wait for a time-out and somebody waits behind every step.
    /// </summary>
    private async Task WriteOneByOneAsync(List<Entry> entries)
    {
        var failures = 0;
        foreach (var entry in entries)
        {
            var (unmet, failed) = failures < 2 ? await TryWriteAsync([entry]) : (null, true);
            failures = failed ? failures + 1 : 0;
            entry.Answer(failed ? new CommitResult(CommitVerdict.Failed)
                : unmet is { } guard ? new CommitResult(CommitVerdict.Refused, guard.Statement)
                : new CommitResult(CommitVerdict.Committed));
        }
    }

    private async Task<(UnmetGuard? Unmet, bool Failed)> TryWriteAsync(List<Entry> entries)
    {
        using var commit = instruments.BeginCommit(entries.Count);
        try
        {
            return (await writer.WriteAsync(entries.ConvertAll(entry => entry.Step), CancellationToken.None), false);
        }
        catch (Exception exception)
        {
            LogStoreFailed(exception, entries.Count);
            return (null, true);
        }
    }

    [LoggerMessage(
        1001, LogLevel.Error, "The store refused a transaction of {Steps} steps", EventName = "storage.failed")]
    private partial void LogStoreFailed(Exception exception, int steps);

    private sealed class Entry(CommitStep step)
    {
        private readonly TaskCompletionSource<CommitResult> _result = new(
            TaskCreationOptions.RunContinuationsAsynchronously);

        public CommitStep Step => step;

        public Task<CommitResult> Result => _result.Task;

        public void Answer(CommitResult result) => _result.TrySetResult(result);
    }
}
