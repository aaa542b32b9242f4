using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Overture.Server.Storage;
using Overture.Server.Telemetry;

namespace Overture.Tests.Storage;

/// <summary>The commit queue over a store that does what the test says.</summary>
public sealed class CommitQueueTests : IAsyncLifetime
{
    private const int Capacity = 3;
    private const int BatchSize = 4;
    private const string QueueLength = "overture.commit.queue_length";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HeldWriter _writer = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly Instruments _instruments;
    private readonly CommitQueue _queue;
    private int _measured = -1;

    public CommitQueueTests()
    {
        _instruments = new Instruments(_services.GetRequiredService<IMeterFactory>(), TimeProvider.System);
        _queue = new CommitQueue(
            _writer,
            Options.Create(new StorageOptions { CommitQueueCapacity = Capacity, CommitBatchSize = BatchSize }),
            _instruments, NullLogger<CommitQueue>.Instance);
    }

    public async ValueTask InitializeAsync() => await _queue.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _queue.StopAsync(TestContext.Current.CancellationToken);
        _queue.Dispose();
        _listener.Dispose();
        _instruments.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task What_is_written_makes_room_for_what_comes()
    {
        for (var round = 0; round < Capacity * 3; round++)
        {
            _writer.Commit();
            Assert.Equal(CommitVerdict.Committed, await VerdictAsync(_queue.BeginAsync(Step())));
            await NobodyWaitsAsync();
        }
    }

    [Fact]
    public async Task What_was_refused_or_failed_makes_room_too()
    {
        for (var round = 0; round < Capacity; round++)
        {
            _writer.Refuse(0, 0);
            Assert.Equal(CommitVerdict.Refused, await VerdictAsync(_queue.BeginAsync(Step())));
            _writer.Fail();
            Assert.Equal(CommitVerdict.Failed, await VerdictAsync(_queue.BeginAsync(Step())));
            await NobodyWaitsAsync();
        }
    }

    [Fact]
    public async Task As_many_as_the_queue_holds_wait_and_the_next_is_turned_away()
    {
        var waiting = Enumerable.Range(0, Capacity).Select(_ => _queue.BeginAsync(Step())).ToList();
        Assert.All(waiting, step => Assert.False(step.IsCompleted));

        Assert.Equal(CommitVerdict.Busy, await VerdictAsync(_queue.BeginAsync(Step())));
        var completing = _queue.CompleteAsync(Step());
        Assert.False(completing.IsCompleted);

        for (var i = 0; i <= Capacity; i++) _writer.Commit();
        Assert.All(await EndedAsync([.. waiting, completing]), result => Assert.True(result.IsCommitted));
        Assert.Equal(Capacity + 1, _writer.Transactions.Sum(steps => steps.Count));
    }

    [Fact]
    public async Task A_transaction_holds_no_more_steps_than_the_batch_size()
    {
        var all = await BatchAsync(BatchSize + 1);
        _writer.Commit();
        _writer.Commit();

        Assert.All(await EndedAsync(all), result => Assert.Equal(new CommitResult(CommitVerdict.Committed), result));
        Assert.Equal([1, BatchSize, 1], _writer.Transactions.Select(steps => steps.Count));
    }

    [Fact]
    public async Task A_refused_step_hears_which_guard_and_the_others_go_again_without_it()
    {
        var all = await BatchAsync(4);
        _writer.Refuse(step: 2, statement: 7);
        _writer.Commit();

        var results = await EndedAsync(all);
        Assert.Equal(new CommitResult(CommitVerdict.Refused, 7), results[2]);
        Assert.All([results[0], results[1], results[3]], result => Assert.True(result.IsCommitted));
        Assert.Equal([1, 4, 3], _writer.Transactions.Select(steps => steps.Count));
    }

    [Fact]
    public async Task After_the_fourth_refusal_of_a_batch_the_rest_is_written_one_by_one()
    {
        var queue = await StartAnotherAsync(batchSize: 8);
        var all = await BatchAsync(7, queue);
        for (var i = 0; i < 4; i++) _writer.Refuse(0, 1);
        _writer.Commit();
        _writer.Refuse(0, 3);
        _writer.Commit();

        var results = await EndedAsync(all);
        Assert.All(results[..4], result => Assert.Equal(new CommitResult(CommitVerdict.Refused, 1), result));
        Assert.Equal(new CommitResult(CommitVerdict.Committed), results[4]);
        Assert.Equal(new CommitResult(CommitVerdict.Refused, 3), results[5]);
        Assert.Equal(new CommitResult(CommitVerdict.Committed), results[6]);
        Assert.Equal([1, 7, 6, 5, 4, 1, 1, 1], _writer.Transactions.Select(steps => steps.Count));
        await queue.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_step_that_the_store_cannot_take_fails_alone()
    {
        var all = await BatchAsync(3);
        _writer.Fail();
        _writer.Commit();
        _writer.Fail();
        _writer.Commit();

        var results = await EndedAsync(all);
        Assert.Equal(
            [CommitVerdict.Committed, CommitVerdict.Failed, CommitVerdict.Committed],
            results.Select(result => result.Verdict));
        Assert.Equal([1, 3, 1, 1, 1], _writer.Transactions.Select(steps => steps.Count));
    }

    [Fact]
    public async Task After_two_failures_in_a_row_the_rest_fails_without_asking_the_store()
    {
        var all = await BatchAsync(4);
        for (var i = 0; i < 3; i++) _writer.Fail();

        Assert.All(
            await EndedAsync(all), result => Assert.Equal(new CommitResult(CommitVerdict.Failed), result));
        Assert.Equal([1, 4, 1, 1], _writer.Transactions.Select(steps => steps.Count));
    }

    [Fact]
    public async Task Two_failures_apart_are_not_the_stores()
    {
        var all = await BatchAsync(4);
        _writer.Fail();
        _writer.Fail();
        _writer.Commit();
        _writer.Fail();
        _writer.Commit();

        Assert.Equal(
            [CommitVerdict.Failed, CommitVerdict.Committed, CommitVerdict.Failed, CommitVerdict.Committed],
            (await EndedAsync(all)).Select(result => result.Verdict));
    }

    [Fact]
    public async Task What_waits_when_the_host_stops_is_still_written_and_nothing_after_it()
    {
        var waiting = _queue.BeginAsync(Step());
        var stopping = _queue.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CommitVerdict.Failed, await VerdictAsync(_queue.CompleteAsync(Step())));
        Assert.False(_writer.IsDisposed);

        _writer.Commit();
        Assert.Equal(CommitVerdict.Committed, await VerdictAsync(waiting));
        await stopping;
        Assert.True(_writer.IsDisposed);
        Assert.Equal(0, Waiting());
    }

    private static CommitStep Step() => new();

    private static async Task<CommitVerdict> VerdictAsync(Task<CommitResult> step) =>
        (await EndedAsync([step]))[0].Verdict;

    private static Task<CommitResult[]> EndedAsync(IReadOnlyList<Task<CommitResult>> steps) =>
        Task.WhenAll(steps).WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>
    /// Has one step hold the store until so many wait behind it: they come as one batch, and the rest as the next.
    /// </summary>
    private async Task<List<Task<CommitResult>>> BatchAsync(int steps, CommitQueue? queue = null)
    {
        queue ??= _queue;
        var first = queue.CompleteAsync(Step());
        await _writer.EnteredAsync();
        var batch = Enumerable.Range(0, steps).Select(_ => queue.CompleteAsync(Step())).ToList();
        _writer.Commit();
        await first;
        return batch;
    }

    private async Task<CommitQueue> StartAnotherAsync(int batchSize)
    {
        var queue = new CommitQueue(
            _writer, Options.Create(new StorageOptions { CommitBatchSize = batchSize }), _instruments,
            NullLogger<CommitQueue>.Instance);
        await queue.StartAsync(TestContext.Current.CancellationToken);
        return queue;
    }

    /// <summary>A step is answered before its batch is counted as done, so the count may come a moment later.</summary>
    private async Task NobodyWaitsAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Waiting() != 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"{Waiting()} steps still wait.");
            await Task.Yield();
        }
    }

    private int Waiting()
    {
        if (_measured < 0)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                var isOurs = instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>();
                if (isOurs && instrument.Name == QueueLength) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<int>((_, value, _, _) => _measured = value);
            _listener.Start();
        }

        _listener.RecordObservableInstruments();
        return _measured;
    }
}
