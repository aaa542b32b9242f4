using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Invitations;

/// <summary>Settings of an invitation's life (<c>Overture:Invitations</c>).</summary>
internal sealed class InvitationOptions
{
    public const string Section = "Overture:Invitations";

    /// <summary>
    /// How long after the intent a relationship without an invitation proves that none was sent. Must be longer than the
    /// connector's SendTimeout: half of the difference is how late a send may still begin, the other half is how long the
    /// upstream may still work on a send that we have stopped waiting for. Default 90 s; 1 s to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AbsenceCountsAfter { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Pause before an unsettled invitation is looked at again; doubles with each look. Default 2 s; 100 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan FirstCheckAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest pause between two looks. Default 10 min; 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestCheckPause { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the reconciler asks the database for invitations that are due. Default 1 s; 50 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan ReconcileInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many accounts the reconciler settles at the same time. Default 32; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int ReconcileParallelism { get; set; } = 32;

    /// <summary>What retry_at says after the platform refused a second invitation to one person. Default 21 days; 1 s to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan ResendCooldown { get; set; } = TimeSpan.FromDays(21);

    /// <summary>What retry_at says after the platform took no more notes. Default 7 days, as the allowance is monthly and its start unknown; 1 s to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan NoteQuotaCooldown { get; set; } = TimeSpan.FromDays(7);

    /// <summary>What retry_at says after the platform took no more invitations. Default 7 days; 1 s to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan InvitationLimitCooldown { get; set; } = TimeSpan.FromDays(7);

    /// <summary>What retry_at says after a 429 that named no time. Default 15 min; 1 s to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan ThrottleCooldown { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>What retry_at says when the platform could not be reached. Default 30 s; 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan UnavailableCooldown { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a person on whom one account of a workspace is at work is refused to its other accounts. Default true.</summary>
    public bool ClaimsHold { get; set; } = true;

    /// <summary>How long an invitation claims its person for the account that sent it. Default 30 days; 1 s to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan ClaimFor { get; set; } = TimeSpan.FromDays(30);
}
