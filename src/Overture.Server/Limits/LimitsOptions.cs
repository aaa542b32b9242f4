using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Limits;

/// <summary>
/// Budgets of the accounts (<c>Overture:Limits</c>): what every account of the deployment may do, and how far an
/// account's own limits may go beyond that. The defaults are low on purpose.
/// </summary>
internal sealed class LimitsOptions
{
    public const string Section = "Overture:Limits";

    /// <summary>
    /// Whether budgets, gap, working hours and warm-up hold. Default true. False only while the connector points at
    /// loopback, for load tests; what the platform itself closed stays closed.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Invitations a day (in the account's time zone) of a free account. Default 20; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int FreePerDay { get; set; } = 20;

    /// <summary>Invitations in any 7 days of a free account. Default 100; 1 to 70,000.</summary>
    [Range(1, 70_000)]
    public int FreePerWeek { get; set; } = 100;

    /// <summary>Invitations with a note in any 30 days of a free account. Default 5; 0 to 300,000.</summary>
    [Range(0, 300_000)]
    public int FreeNotes { get; set; } = 5;

    /// <summary>Invitations a day (in the account's time zone) of a premium account. Default 30; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int PremiumPerDay { get; set; } = 30;

    /// <summary>Invitations in any 7 days of a premium account. Default 150; 1 to 70,000.</summary>
    [Range(1, 70_000)]
    public int PremiumPerWeek { get; set; } = 150;

    /// <summary>
    /// Invitations with a note in any 30 days of a premium account. Default 650, as many as it may send; 0 to 300,000.
    /// </summary>
    [Range(0, 300_000)]
    public int PremiumNotes { get; set; } = 650;

    /// <summary>Invitations that may be pending at a time. Default 500; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int Pending { get; set; } = 500;

    /// <summary>
    /// Reads of the platform in an hour of the clock, for each account: everything that looks people up, and every
    /// check of an outcome. Default none, which is 300 against the real platform and no bound while the connector
    /// points at loopback; 20 to 100,000.
    /// </summary>
    [Range(20, 100_000)]
    public int? ReadsPerHour { get; set; }

    /// <summary>
    /// Least time between two sends of an account. Default none, which is 20 s against the real platform and nothing
    /// while the connector points at loopback; 0 s to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan? Gap { get; set; }

    /// <summary>
    /// Days for which a newly connected account warms up: its daily budget grows from a fraction to the whole. Default
    /// none, which is 14 against the real platform and 0 while the connector points at loopback; 0 to 365.
    /// </summary>
    [Range(0, 365)]
    public int? WarmUpDays { get; set; }

    /// <summary>
    /// When invitations may leave, such as <c>Mon-Fri 09:00-18:00</c>, in the account's time zone. Default none:
    /// always.
    /// </summary>
    public string? WorkingHours { get; set; }

    /// <summary>IANA name of the time zone of accounts that have none of their own. Default UTC.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>
    /// How many answers of one unknown kind in a row stop an account's invitations until an operator clears it. Default
    /// 3; 1 to 1,000.
    /// </summary>
    [Range(1, 1_000)]
    public int BreakerThreshold { get; set; } = 3;

    /// <summary>The most that an account's own limits may allow a day. Default 50; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxPerDay { get; set; } = 50;

    /// <summary>The most that an account's own limits may allow in 7 days. Default 200; 1 to 70,000.</summary>
    [Range(1, 70_000)]
    public int MaxPerWeek { get; set; } = 200;

    /// <summary>
    /// The most notes that an account's own limits may allow in 30 days. Default 1,000; 0 to 300,000.
    /// </summary>
    [Range(0, 300_000)]
    public int MaxNotes { get; set; } = 1_000;

    /// <summary>
    /// The most pending invitations that an account's own limits may allow. Default 1,500; 1 to 100,000.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxPending { get; set; } = 1_500;
}
