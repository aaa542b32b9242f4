using System.Globalization;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Limits;

/// <summary>
/// How much an account may read from the platform in each hour of the clock. It is durable in portions: a portion is
/// leased before the first read of it, so a restart never gives reads back.
/// </summary>
/// <param name="limit">Reads in an hour; null when they are not bounded.</param>
/// <param name="reserve">The most reads that one call of the platform can make.</param>
/// <param name="lease">What an earlier activation has leased; its reads count as used.</param>
internal sealed class ReadBudget(int? limit, int reserve, ReadLease lease)
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private const int Portions = 10;

    private ReadLease _lease = lease;
    private int _used = lease.Reads;

    /// <summary>Reads are not bounded.</summary>
    public static ReadBudget Off => new(null, 0, default);

    public int? Limit => limit;

    /// <summary>How many reads count at an instant.</summary>
    public int UsedAt(DateTimeOffset now) => _lease.Hour == HourOf(now) ? _used : 0;

    /// <summary>When the hour of an instant ends.</summary>
    public static DateTimeOffset EndOfHour(DateTimeOffset now) => HourOf(now) + Window;

    /// <summary>Why no call may read at an instant; null when one may.</summary>
    public Refusal? RefusalAt(DateTimeOffset now) => limit is { } most && UsedAt(now) + reserve > most
        ? new Refusal(
            Reason.ReadBudget,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The account has used {UsedAt(now)} of {most} reads of the platform for this hour."))
        {
            RetryAt = EndOfHour(now),
        }
        : null;

    /// <summary>The lease that must be kept before one more call reads; null when the present one covers it.</summary>
    public ReadLease? NextLease(DateTimeOffset now)
    {
        var needed = UsedAt(now) + reserve;
        if (limit is not { } most || (_lease.Hour == HourOf(now) && needed <= _lease.Reads)) return null;
        var portion = Math.Min(most, UsedAt(now) + Math.Max(reserve, most / Portions));
        return new ReadLease(HourOf(now), Math.Max(needed, portion));
    }

    /// <summary>The lease is kept.</summary>
    public void Take(ReadLease next)
    {
        if (next.Hour != _lease.Hour) _used = 0;
        _lease = next;
    }

    /// <summary>Counts what a call has read.</summary>
    public void Use(int reads) => _used += reads;

    private static DateTimeOffset HourOf(DateTimeOffset now) =>
        new(now.UtcTicks - (now.UtcTicks % Window.Ticks), TimeSpan.Zero);
}
