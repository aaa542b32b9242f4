namespace Overture.FunctionalTests.Chaos.Serving;

public sealed class OutageTableTests
{
    private static readonly Outage Killed = new("killed", S(10), S(20));

    [Fact]
    public void The_longest_pause_that_began_in_the_outage_counts_for_each_account()
    {
        List<TimeSpan> waited = [S(9.8), S(14), S(14.2), S(17)];
        List<TimeSpan> served = [S(9.8), S(10.8), S(11.7), S(12.6), S(40)];

        Assert.Equal([S(14) - S(9.8)], OutageTable.PausesIn(Killed, [waited, [.. served[..4]]]));
        Assert.Equal([S(14) - S(9.8), S(40) - S(12.6)], OutageTable.PausesIn(Killed, [waited, served]));
    }

    [Fact]
    public void A_pause_that_an_earlier_trouble_began_or_a_later_one_counts_for_those() =>
        Assert.Empty(OutageTable.PausesIn(Killed, [[S(5), S(17), S(18), S(19), S(20.0), S(40)]]));

    [Fact]
    public void What_happened_to_two_kinds_at_once_is_counted_and_not_measured()
    {
        var lines = OutageTable.Lines([Killed, new Outage("paused", S(15), S(25))], [[S(9), S(30)]]).ToList();

        Assert.Equal(3, lines.Count);
        Assert.All(lines.Skip(1), line => Assert.EndsWith("–", line, StringComparison.Ordinal));
        Assert.All(lines.Skip(1), line => Assert.Contains("1      0 ", line, StringComparison.Ordinal));
    }

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
