using Overture.Client.Contract;

namespace Overture.Server.Limits;

/// <summary>
/// What one account may do: the deployment's limits, or the account's own within the operator's bounds. Pure.
/// </summary>
internal sealed record LimitsPolicy
{
    public static readonly TimeSpan GapOnThePlatform = TimeSpan.FromSeconds(20);

    public const int WarmUpDaysOnThePlatform = 14;

    public const int ReadsPerHourOnThePlatform = 300;

    /// <summary>False in load tests: then the other limits are not evaluated.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>Invitations on one day of the zone's calendar, once warmed up.</summary>
    public required int PerDay { get; init; }

    /// <summary>Invitations in any seven days.</summary>
    public required int PerWeek { get; init; }

    /// <summary>Invitations with a note in any thirty days.</summary>
    public required int Notes { get; init; }

    /// <summary>Invitations pending at a time.</summary>
    public required int Pending { get; init; }

    /// <summary>Reads of the platform in an hour; null: not bounded.</summary>
    public int? ReadsPerHour { get; init; }

    /// <summary>Least time between two sends.</summary>
    public required TimeSpan Gap { get; init; }

    /// <summary>Null: at any hour.</summary>
    public WorkingHours? Hours { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>On so many days from the first one on, the daily budget is not whole yet.</summary>
    public required int WarmUpDays { get; init; }

    /// <summary>When the account was connected first.</summary>
    public required DateTimeOffset ConnectedAt { get; init; }

    public static LimitsPolicy Of(
        LimitsOptions options, AccountLimits? own, bool isPremium, DateTimeOffset connectedAt, bool isLocal) => new()
        {
            IsEnabled = options.Enabled,
            PerDay = Math.Min(
                own?.PerDay ?? (isPremium ? options.PremiumPerDay : options.FreePerDay), options.MaxPerDay),
            PerWeek = Math.Min(
                own?.PerWeek ?? (isPremium ? options.PremiumPerWeek : options.FreePerWeek), options.MaxPerWeek),
            Notes = Math.Min(own?.Notes ?? (isPremium ? options.PremiumNotes : options.FreeNotes), options.MaxNotes),
            Pending = Math.Min(own?.Pending ?? options.Pending, options.MaxPending),
            ReadsPerHour = !options.Enabled ? null
                : options.ReadsPerHour ?? (isLocal ? null : ReadsPerHourOnThePlatform),
            Gap = Longer(
                own?.GapSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero,
                options.Gap ?? (isLocal ? TimeSpan.Zero : GapOnThePlatform)),
            Hours = (own?.WorkingHours ?? options.WorkingHours) is { } hours ? WorkingHours.Parse(hours) : null,
            Zone = FindZone(own?.TimeZone ?? options.TimeZone) ?? TimeZoneInfo.Utc,
            WarmUpDays = Math.Max(own?.WarmUpDays ?? 0, options.WarmUpDays ?? (isLocal ? 0 : WarmUpDaysOnThePlatform)),
            ConnectedAt = connectedAt,
        };

    /// <summary>The zone of that IANA name; null when there is none.</summary>
    public static TimeZoneInfo? FindZone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>
    /// The budget of the day on which an instant lies. While warming up, day <c>d</c> of <c>n</c> (from 0) has <c>(d +
    /// 1) / (n + 1)</c> of the whole, rounded up.
    /// </summary>
    public int DayLimitAt(DateTimeOffset instant)
    {
        var day = LocalTime.DateOf(instant, Zone).DayNumber - LocalTime.DateOf(ConnectedAt, Zone).DayNumber;
        if (day >= WarmUpDays) return PerDay;
        var (part, whole) = (Math.Max(day, 0) + 1, WarmUpDays + 1);
        return ((PerDay * part) + whole - 1) / whole;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
