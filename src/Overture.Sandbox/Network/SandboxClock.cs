namespace Overture.Sandbox.Network;

/// <summary>The network's time: the machine's plus an offset that only grows and survives a restart.</summary>
internal sealed class SandboxClock(TimeProvider time, SandboxDatabase database)
{
    /// <summary>A century: enough for every test, and far from the end of the calendar.</summary>
    public static readonly TimeSpan HighestOffset = TimeSpan.FromDays(36_525);

    private readonly Lock _gate = new();
    private long _offsetTicks = database.ClockOffset().Ticks;

    public TimeSpan Offset => TimeSpan.FromTicks(Volatile.Read(ref _offsetTicks));

    public DateTimeOffset Now => time.GetUtcNow() + Offset;

    public bool TryAdvance(TimeSpan by)
    {
        lock (_gate)
        {
            if (by < TimeSpan.Zero || by > HighestOffset - Offset) return false;
            var offset = Offset + by;
            database.SaveClockOffset(offset);
            Volatile.Write(ref _offsetTicks, offset.Ticks);
            return true;
        }
    }
}
