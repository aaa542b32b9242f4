using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;
using Overture.Server.Queue;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.Queue;

/// <summary>What a call about the queue reads does not grow with the queue.</summary>
public sealed class LongQueueTests
{
    private const int Long = 10_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_about_a_long_queue_read_as_many_rows_as_about_one_of_a_thousand()
    {
        // From the start: EF Core forgets for a second that it asked for listeners and found none.
        using var reads = new RowsRead();
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Queue:MaxQueued=1000");
        await using var full = await Gateway.StartAsync(settings: $"Overture:Queue:MaxQueued={Long}");
        var ids = await FillAsync(gateway, 1_000);
        var longer = await FillAsync(full, Long);

        foreach (var (name, call) in Calls)
        {
            var rows = await reads.OfAsync(gateway, () => call(gateway, ids));
            var rowsOfLong = await reads.OfAsync(full, () => call(full, longer));

            Assert.True(rows > 0, $"{name} reads nothing");
            Assert.Equal((name, rows), (name, rowsOfLong));
            Assert.InRange(rowsOfLong, 1, QueueForecast.MaxPlanned + 600);
        }
    }

    [Fact]
    public async Task Estimates_follow_the_order_of_the_queue_beyond_those_that_are_planned()
    {
        await using var gateway = await Gateway.StartAsync();
        var ids = await FillAsync(gateway, 1_000);

        var times = new List<DateTimeOffset>();
        foreach (var place in (int[])[0, 150, 199, 200, 201, 260, 500, 999])
        {
            var operation = await gateway.OperationAsync("acc_sandbox", RowKey.Text(RowKind.Operation, ids[place]));
            times.Add(operation["scheduled_for"]!.GetValue<DateTimeOffset>());
        }

        Assert.Equal(times.Order(), times);
        // A hundred in seven days.
        Assert.InRange((times[^1] - times[0]).TotalDays, 62, 73);
        var page = (await gateway.ActAsync(
            "acc_sandbox", "list_operations",
            new JsonObject { ["count"] = 500, ["cursor"] = RowKey.Text(RowKind.Operation, ids[499]) })).Data["items"]!
            .AsArray().Select(item => item!["scheduled_for"]!.GetValue<DateTimeOffset>()).ToList();
        Assert.Equal(500, page.Count);
        Assert.Equal(page.Order(), page);
        Assert.Equal((times[6], times[7]), (page[0], page[^1]));
    }

    private static readonly (string Name, Func<Gateway, List<long>, Task<Answered>> Call)[] Calls =
    [
        ("list_operations", (gateway, _) => gateway.ActAsync("acc_sandbox", "list_operations")),
        ("list_operations, a page of 500", (gateway, _) => gateway.ActAsync(
            "acc_sandbox", "list_operations", new JsonObject { ["count"] = 500 })),
        ("list_operations, the last page", (gateway, ids) => gateway.ActAsync(
            "acc_sandbox", "list_operations",
            new JsonObject { ["cursor"] = RowKey.Text(RowKind.Operation, ids[^51]) })),
        ("get_operation, the first", (gateway, ids) => GetAsync(gateway, ids[0])),
        ("get_operation, the last", (gateway, ids) => GetAsync(gateway, ids[^1])),
        ("invite, the same person again", (gateway, ids) => gateway.QueueAsync(
            "acc_sandbox", $"queued-{ids.Count - 1}")),
        ("invite, refused as full", (gateway, _) => gateway.QueueAsync("acc_sandbox", "person-7")),
    ];

    private static Task<Answered> GetAsync(Gateway gateway, long id) => gateway.ActAsync(
        "acc_sandbox", "get_operation", new JsonObject { ["operation_id"] = RowKey.Text(RowKind.Operation, id) });

    /// <summary>Fills the sandbox account's queue, which rests meanwhile.</summary>
    private static async Task<List<long>> FillAsync(Gateway gateway, int count)
    {
        await gateway.LimitAsync("acc_sandbox");
        var now = gateway.Time.GetUtcNow();
        var keys = gateway.Services.GetRequiredService<RowKeys>();
        var ids = Enumerable.Range(0, count).Select(_ => keys.Next()).Order().ToList();
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        db.AddRange(ids.Select((id, index) => new OperationRow
        {
            AccountId = RowKey.Sandbox,
            Id = id,
            WorkspaceId = SandboxWorkspace.Id,
            ApiKeyId = RowKey.Sandbox,
            PersonKey = $"queued-{index}",
            Slug = $"queued-{index}",
            NotePolicy = NotePolicy.Require,
            State = OperationState.Queued,
            NotBefore = now.AddSeconds(index - count),
            UpdatedAt = now,
        }));
        await db.SaveChangesAsync(Token);
        return ids;
    }

    /// <summary>Counts the rows that EF Core reads from queries about operations, for each database.</summary>
    private sealed class RowsRead : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly ConcurrentBag<IDisposable> _subscriptions = [];
        private readonly ConcurrentDictionary<string, long> _rows = new(StringComparer.Ordinal);

        public RowsRead() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        /// <summary>How many rows a call reads.</summary>
        public async Task<long> OfAsync(Gateway gateway, Func<Task<Answered>> call)
        {
            var before = Of(gateway);
            await call();
            return Of(gateway) - before;
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is DataReaderDisposingEventData reader
                && reader.Command.CommandText.Contains("operations", StringComparison.Ordinal))
            {
                _rows.AddOrUpdate(
                    reader.Command.Connection!.DataSource, reader.ReadCount, (_, sum) => sum + reader.ReadCount);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions) subscription.Dispose();
        }

        private long Of(Gateway gateway) => _rows
            .Where(database => database.Key.StartsWith(gateway.DataDirectory, StringComparison.Ordinal))
            .Sum(database => database.Value);
    }
}
