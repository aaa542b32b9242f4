using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Overture.Server.Storage;

namespace Overture.Tests.Storage;

public sealed class RowKeysTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    private static readonly Gen<DateTimeOffset> Instants = Gen.Long[0, 40L * 365 * 86_400_000]
        .Select(milliseconds => new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(milliseconds));

    [Fact]
    public void Ids_of_one_millisecond_are_unique()
    {
        var keys = new RowKeys(new FakeTimeProvider(Start));

        var made = Enumerable.Range(0, 100_000).Select(_ => keys.Next()).ToList();

        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Fact]
    public void Ids_made_on_several_threads_are_unique()
    {
        var keys = new RowKeys(TimeProvider.System);

        var made = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8)
            .SelectMany(_ => Enumerable.Range(0, 10_000).Select(_ => keys.Next()).ToList())
            .ToList();

        Assert.Equal(80_000, made.Distinct().Count());
    }

    [Fact]
    public void Ids_are_in_the_order_of_their_time()
    {
        var time = new FakeTimeProvider(Start);
        var keys = new RowKeys(time);
        var last = 0L;
        for (var millisecond = 0; millisecond < 1_000; millisecond++)
        {
            var next = keys.Next();
            Assert.True(next > last);
            last = next;
            time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    [Fact]
    public void Ids_rise_within_a_millisecond_and_when_the_clock_is_corrected_by_a_little()
    {
        var instants = new[] { Start, Start, Start.AddMilliseconds(5), Start.AddMilliseconds(2), Start, Start };
        var keys = new RowKeys(new SteppedTime(instants));

        var made = instants.Select(_ => keys.Next()).ToList();

        Assert.Equal(made.Order(), made);
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Fact]
    public void An_id_tells_when_it_was_made() => Instants.Sample(instant =>
    {
        var time = new FakeTimeProvider(instant.AddTicks(4_321));

        Assert.Equal(instant, RowKeys.TimeOf(new RowKeys(time).Next()));
    });

    [Fact]
    public void The_first_id_of_an_instant_is_between_earlier_and_later_ones() => Instants.Sample(instant =>
    {
        var first = RowKeys.FirstAt(instant);

        Assert.Equal(instant, RowKeys.TimeOf(first));
        Assert.True(first <= new RowKeys(new FakeTimeProvider(instant)).Next());
        Assert.True(first > new RowKeys(new FakeTimeProvider(instant.AddMilliseconds(-1))).Next());
        Assert.Equal(instant.AddMilliseconds(-1), RowKeys.TimeOf(first - 1));
    });

    [Fact]
    public void An_id_is_positive_and_not_the_sandboxs_even_with_a_clock_before_the_epoch()
    {
        foreach (var year in new[] { 1970, 2020, 2026, 2089 })
        {
            var instant = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

            Assert.True(new RowKeys(new FakeTimeProvider(instant)).Next() > RowKey.Sandbox);
            Assert.True(RowKeys.FirstAt(instant) > RowKey.Sandbox);
        }
    }

    [Fact]
    public void An_id_follows_the_clock_when_that_is_set_back()
    {
        var instants = new[] { Start, Start.AddMinutes(5), Start, Start.AddMinutes(5), Start };
        var keys = new RowKeys(new SteppedTime(instants));

        Assert.Equal(instants, instants.Select(_ => RowKeys.TimeOf(keys.Next())));
    }

    /// <summary>A clock that shows the given instants one after another.</summary>
    private sealed class SteppedTime(IEnumerable<DateTimeOffset> instants) : TimeProvider
    {
        private readonly Queue<DateTimeOffset> _instants = new(instants);

        public override DateTimeOffset GetUtcNow() => _instants.Dequeue();
    }
}
