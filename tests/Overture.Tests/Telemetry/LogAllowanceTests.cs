using Microsoft.Extensions.Time.Testing;
using Overture.Server.Telemetry;

namespace Overture.Tests.Telemetry;

public sealed class LogAllowanceTests
{
    [Fact]
    public void Lines_of_a_minute_are_bounded_and_the_next_one_says_how_many_are_missing()
    {
        var time = new FakeTimeProvider();
        var lines = new LogAllowance(time, perMinute: 2);

        var taken = Enumerable.Range(0, 5).Select(line => lines.TryTake(out _)).ToList();
        time.Advance(TimeSpan.FromSeconds(59));
        var still = lines.TryTake(out _);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([true, true, false, false, false], taken);
        Assert.False(still);
        Assert.True(lines.TryTake(out var missing));
        Assert.Equal(4, missing);
        Assert.True(lines.TryTake(out missing));
        Assert.Equal(0, missing);
    }
}
