namespace Overture.Server.Telemetry;

/// <summary>
/// Bounds the log lines that callers can cause: so many in a minute. The first line after that says how many are
/// missing.
/// </summary>
internal sealed class LogAllowance(TimeProvider time, int perMinute)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _endsAt;
    private int _written;
    private long _missing;

    /// <summary>Whether a line may be written now.</summary>
    /// <param name="missing">How many were not, since the last one that was.</param>
    public bool TryTake(out long missing)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            // Also when the clock was set back.
            if (now >= _endsAt || now < _endsAt - Window) (_endsAt, _written) = (now + Window, 0);
            if (_written < perMinute)
            {
                _written++;
                (missing, _missing) = (_missing, 0);
                return true;
            }

            missing = ++_missing;
            return false;
        }
    }
}
