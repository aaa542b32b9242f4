namespace Overture.FunctionalTests.Support;

/// <summary>
/// The system's clock, moved forward at will. Timers run on real time: the silo has some of its own that must not stand
/// still, and what the product waits for is compared with <see cref="GetUtcNow"/>.
/// </summary>
public sealed class ShiftedTime : TimeProvider
{
    private long _shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _shift));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);
}
