using System.Globalization;
using Microsoft.Extensions.Options;
using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Limits;

/// <summary>Checks an account's own limits against the bounds that the operator has set.</summary>
internal sealed class LimitsBounds(IOptions<LimitsOptions> options)
{
    private const int LongestGap = 86_400;

    private const int LongestWarmUp = 365;

    /// <summary>Why these limits may not be set; null when they may.</summary>
    public Refusal? FaultOf(AccountLimits own) =>
        Outside("per_day", own.PerDay, 1, options.Value.MaxPerDay)
        ?? Outside("per_week", own.PerWeek, 1, options.Value.MaxPerWeek)
        ?? Outside("notes", own.Notes, 0, options.Value.MaxNotes)
        ?? Outside("pending", own.Pending, 1, options.Value.MaxPending)
        ?? Outside("gap_seconds", own.GapSeconds, 0, LongestGap, bySetting: false)
        ?? Outside("warm_up_days", own.WarmUpDays, 0, LongestWarmUp, bySetting: false)
        ?? (own.WorkingHours is { } hours && WorkingHours.Parse(hours) is null
            ? Refusal.Invalid($"working_hours must be of the form {WorkingHours.Form}.")
            : null)
        ?? (own.TimeZone is { } zone && LimitsPolicy.FindZone(zone) is null
            ? Refusal.Invalid("time_zone must be the IANA name of a time zone, such as Europe/Paris.")
            : null);

    private static Refusal? Outside(string name, int? value, int least, int most, bool bySetting = true) =>
        value is { } number && (number < least || number > most)
            ? Refusal.Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} must be from {least} to "
                + $"{most}{(bySetting ? "; the upper bound is set by the operator" : "")}."))
            : null;
}
