using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Accounts.Upstream;

/// <summary>How long to wait after what the platform answered (<c>Overture:Platform</c>).</summary>
internal sealed class UpstreamOptions
{
    public const string Section = "Overture:Platform";

    /// <summary>
    /// What retry_at says after the platform refused a second invitation to one person. Default 21 days; 1 s to 365
    /// days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan ResendCooldown { get; set; } = TimeSpan.FromDays(21);

    /// <summary>
    /// What retry_at says after the platform took no more notes. Default 7 days, because the allowance is monthly and
    /// its start unknown; 1 s to 365 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan NoteQuotaCooldown { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// What retry_at says after the platform took no more invitations. Default 7 days; 1 s to 365 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan InvitationLimitCooldown { get; set; } = TimeSpan.FromDays(7);

    /// <summary>What retry_at says after a 429 that named no time. Default 15 min; 1 s to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan ThrottleCooldown { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>What retry_at says when the platform could not be reached. Default 30 s; 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan UnavailableCooldown { get; set; } = TimeSpan.FromSeconds(30);
}
