using System.ComponentModel.DataAnnotations;

namespace Overture.Server.Invitations;

/// <summary>Settings of an invitation's life (<c>Overture:Invitations</c>).</summary>
internal sealed class InvitationOptions
{
    public const string Section = "Overture:Invitations";

    /// <summary>
    /// How long after the intent a relationship without an invitation proves that none was sent. Must be longer than
    /// the connector's SendTimeout: half of the difference is how late a send may still begin, the other half is how
    /// long the platform may still work on a send that we have stopped waiting for. Default 90 s; 1 s to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AbsenceCountsAfter { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// Pause before the relationship of an unresolved invitation is read again; doubles each time. Default 2 s; 100 ms
    /// to 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan FirstCheckAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest pause between two such reads. Default 10 min; 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxCheckPause { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How often the database is asked for unresolved invitations that are due. Default 1 s; 50 ms to 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan ResolveInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many accounts resolve their invitations at the same time. Default 32; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int ResolveParallelism { get; set; } = 32;

    /// <summary>
    /// Whether a person whom one account of a workspace is contacting is refused to its other accounts. Default true.
    /// </summary>
    public bool ClaimsEnabled { get; set; } = true;

    /// <summary>
    /// How long an invitation claims its person for the account that sent it. Default 30 days; 1 s to 365 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan ClaimDuration { get; set; } = TimeSpan.FromDays(30);
}
