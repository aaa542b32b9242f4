using System.Security.Cryptography;

namespace Overture.Server.Storage;

/// <summary>
/// Makes ids: 41 bits of milliseconds and 22 random bits. So rows are in the order of their time, and an id tells its
/// holder nothing about how much others do. Within a process no id comes twice; of two nodes, a guard refuses the one
/// that comes second.
/// </summary>
internal sealed class RowKeys(TimeProvider time)
{
    private const int RandomBits = 22;
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Ids of one millisecond are so far apart at most: a guess at a neighbour's id has little hope.
    private const int MaxStep = 1 << 12;

    // Milliseconds. A clock that is set back further is followed, because rows tell their time by their ids.
    private const long MaxCorrection = 10_000;

    private readonly Lock _lock = new();
    private long _last;

    public long Next()
    {
        lock (_lock)
        {
            var fresh = (MillisecondOf(time.GetUtcNow()) << RandomBits)
                | (uint)RandomNumberGenerator.GetInt32(1 << RandomBits);
            // Within a millisecond, and when the clock was corrected by a little, ids go on rising.
            var behind = (_last >> RandomBits) - (fresh >> RandomBits);
            return _last = behind is >= 0 and < MaxCorrection
                ? _last + RandomNumberGenerator.GetInt32(1, MaxStep)
                : fresh;
        }
    }

    /// <summary>When an id was made, to the millisecond.</summary>
    public static DateTimeOffset TimeOf(long key) => Epoch.AddMilliseconds(key >> RandomBits);

    /// <summary>
    /// The smallest id that can be made at an instant: rows of that instant or later have this id or a greater one.
    /// </summary>
    public static long FirstAt(DateTimeOffset instant) => MillisecondOf(instant) << RandomBits;

    // At least one, so that no id is one of the well-known ones.
    private static long MillisecondOf(DateTimeOffset instant) =>
        Math.Max(1, instant.ToUnixTimeMilliseconds() - Epoch.ToUnixTimeMilliseconds());
}
