using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Growth;

/// <summary>
/// How long rows are kept (<c>Overture:Retention</c>). What a rule still needs is kept longer: live invitations, open
/// operations, the last entry of each ledger and the last row of each audit chain.
/// </summary>
internal sealed class RetentionOptions
{
    public const string Section = "Overture:Retention";

    /// <summary>How long a stored answer is replayed. Default 24 h; 1 min to 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan StoredAnswers { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long an invitation is kept that is no longer live. At least the 30 days of the notes' budget and the
    /// duration of claims. Default 400 days; 35 to 3,650 days.
    /// </summary>
    [Range(typeof(TimeSpan), "35.00:00:00", "3650.00:00:00")]
    public TimeSpan Invitations { get; set; } = TimeSpan.FromDays(400);

    /// <summary>
    /// How long an operation is kept after its end, and a held one after it was held. Default 90 days; 1 to 3,650 days.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Operations { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long a person's name, headline and picture address are kept after they were seen last. Default 400 days; 35
    /// to 3,650 days.
    /// </summary>
    [Range(typeof(TimeSpan), "35.00:00:00", "3650.00:00:00")]
    public TimeSpan People { get; set; } = TimeSpan.FromDays(400);

    /// <summary>
    /// How long single ledger entries are kept; older ones become one carried-forward entry for each key. Default 400
    /// days; 35 to 3,650 days.
    /// </summary>
    [Range(typeof(TimeSpan), "35.00:00:00", "3650.00:00:00")]
    public TimeSpan Ledger { get; set; } = TimeSpan.FromDays(400);

    /// <summary>
    /// How long audit rows are kept; a signed anchor stands for older ones. Default 400 days; 7 to 3,650 days.
    /// </summary>
    [Range(typeof(TimeSpan), "7.00:00:00", "3650.00:00:00")]
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(400);

    /// <summary>How long events are kept. Default 30 days; 1 to 3,650 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Events { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often the gateway deletes a portion of what is too old. Default 10 min; 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The instant from before which rows that are kept so long may go: a midnight, so that it moves once a day.
    /// </summary>
    public static DateTimeOffset Horizon(TimeSpan kept, DateTimeOffset now) =>
        new((now - kept).UtcDateTime.Date, TimeSpan.Zero);
}
