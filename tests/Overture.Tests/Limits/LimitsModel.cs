using Overture.Server.Limits;

namespace Overture.Tests.Limits;

/// <summary>The limits again, as simple as possible: it filters lists and tries time instant by instant.</summary>
internal sealed record LimitsModel(
    LimitsPolicy Policy,
    IReadOnlyList<DateTimeOffset> Sent,
    IReadOnlyList<DateTimeOffset> Notes,
    int Pending,
    DateTimeOffset? Last)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public DateTime DayOf(DateTimeOffset instant) => Moments.Clock(instant, Policy.Zone).Date;

    public int Used(BudgetKind kind, DateTimeOffset now) => kind switch
    {
        BudgetKind.Pending => Pending,
        BudgetKind.Week => Sent.Count(at => at + Week > now),
        BudgetKind.Day => Sent.Count(at => DayOf(at) == DayOf(now)),
        BudgetKind.Notes => Notes.Count(at => at + Month > now),
    };

    public int Limit(BudgetKind kind, DateTimeOffset now) => kind switch
    {
        BudgetKind.Pending => Policy.Pending,
        BudgetKind.Week => Policy.PerWeek,
        BudgetKind.Day => DayLimit(now),
        BudgetKind.Notes => Policy.Notes,
    };

    public bool HasRoom(BudgetKind kind, DateTimeOffset now) => Used(kind, now) < Limit(kind, now);

    public bool IsInHours(DateTimeOffset now)
    {
        if (Policy.Hours is not { } hours) return true;
        var clock = Moments.Clock(now, Policy.Zone);
        var day = TimeSpan.FromDays(1);
        var (from, until) = (hours.From.ToTimeSpan(), hours.Until.ToTimeSpan());
        if (until <= from) until += day;
        return (hours.Days[(int)clock.DayOfWeek] && clock.TimeOfDay >= from && clock.TimeOfDay < until)
            || (hours.Days[(int)clock.AddDays(-1).DayOfWeek] && clock.TimeOfDay + day < until);
    }

    public bool IsGapOver(DateTimeOffset now) => Last is not { } last || now - last >= Policy.Gap;

    public bool IsOpen(DateTimeOffset now, bool hasNote) =>
        HasRoom(BudgetKind.Week, now) && HasRoom(BudgetKind.Day, now) && (!hasNote || HasRoom(BudgetKind.Notes, now))
        && IsInHours(now) && IsGapOver(now);

    /// <summary>
    /// The first instant at which a condition holds. The condition begins to hold only on the grain of time, when
    /// something leaves a window, or when the gap ends. Null if it does not hold for two months.
    /// </summary>
    public DateTimeOffset? FirstAt(DateTimeOffset from, Func<DateTimeOffset, bool> holds)
    {
        var ends = Sent.Select(at => at + Week).Concat(Notes.Select(at => at + Month))
            .Append((Last ?? from) + Policy.Gap)
            .Where(at => at >= from).Order().ToList();
        var next = 0;
        foreach (var at in Moments.From(from, TimeSpan.FromDays(60)))
        {
            for (; next < ends.Count && ends[next] <= at; next++)
            {
                if (holds(ends[next])) return ends[next];
            }

            if (holds(at)) return at;
        }

        return null;
    }

    /// <summary>The day's share of the budget, rounded up.</summary>
    private int DayLimit(DateTimeOffset now)
    {
        var day = Math.Max(0, (DayOf(now) - DayOf(Policy.ConnectedAt)).Days);
        if (day >= Policy.WarmUpDays) return Policy.PerDay;
        return Enumerable.Range(0, Policy.PerDay + 1)
            .First(limit => limit * (Policy.WarmUpDays + 1) >= Policy.PerDay * (day + 1));
    }
}
