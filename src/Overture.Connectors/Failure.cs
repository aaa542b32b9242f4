namespace Overture.Connectors;

/// <summary>Which upstream call failed.</summary>
public enum FailureStage
{
    OwnProfile,
    Person,
    Relationship,
    Send,
}

/// <summary>What a failure means for the invitation. A <c>switch</c> over it that forgets a case does not compile.</summary>
public enum FailureClass
{
    /// <summary>No invitation has left: the connection failed before a byte went out, or a read got no usable answer.</summary>
    NotSent,

    /// <summary>The platform said no; <see cref="Failure.Refusal"/> says to what.</summary>
    Refused,

    /// <summary>A bare 429: the platform wants quiet until <see cref="Failure.RetryAt"/>, if it named a time.</summary>
    Throttled,

    /// <summary>The session no longer works; <see cref="Failure.Loss"/> says how it was lost.</summary>
    SessionLost,

    /// <summary>The send left this process and no usable answer came back: only the relationship can tell.</summary>
    PerhapsSent,

    /// <summary>An answer in a shape we do not know. After a send, an invitation may exist.</summary>
    AnsweredBadly,
}

/// <summary>What the platform refused.</summary>
public enum PlatformRefusal
{
    /// <summary>No such person, or not visible to this member.</summary>
    PersonNotFound,

    /// <summary>CANT_RESEND_YET: an invitation is pending, or was withdrawn within the cool-down.</summary>
    CannotResendYet,

    /// <summary>CUSTOM_INVITE_LIMIT_REACHED: no more notes this month; without a note it would go through.</summary>
    NoteQuotaReached,

    /// <summary>FUSE_LIMIT_EXCEEDED and its relatives: no more invitations from this account for now.</summary>
    InvitationLimitReached,

    /// <summary>The person accepts invitations only from people who know their e-mail address.</summary>
    EmailRequired,

    /// <summary>The person cannot be invited.</summary>
    NotInvitable,

    /// <summary>CUSTOM_MESSAGE_TOO_LONG: the note is longer than this account may send.</summary>
    NoteTooLong,

    /// <summary>The account is restricted by the platform.</summary>
    AccountRestricted,

    /// <summary>A refusal whose code we do not know; <see cref="Failure.Code"/> holds it.</summary>
    Unknown,
}

/// <summary>How a session was lost.</summary>
public enum SessionLoss
{
    /// <summary>Expired or revoked: 401, a redirect to the login page, or the login page itself.</summary>
    Expired,

    /// <summary>A security check waits for the owner.</summary>
    ChallengeRequired,

    /// <summary>The platform flagged the account (451, 999).</summary>
    Restricted,
}

/// <summary>A typed upstream failure: where it happened and what it means.</summary>
/// <param name="Stage">The call that failed.</param>
/// <param name="Class">What it means for the invitation.</param>
public sealed record Failure(FailureStage Stage, FailureClass Class)
{
    /// <summary>HTTP status of the answer, if one came.</summary>
    public int? Status { get; init; }

    /// <summary>Set when <see cref="Class"/> is <see cref="FailureClass.Refused"/>.</summary>
    public PlatformRefusal? Refusal { get; init; }

    /// <summary>Set when <see cref="Class"/> is <see cref="FailureClass.SessionLost"/>.</summary>
    public SessionLoss? Loss { get; init; }

    /// <summary>The platform's own code, such as CANT_RESEND_YET; letters, digits and underscores, at most 64.</summary>
    public string? Code { get; init; }

    /// <summary>When the platform says it may be asked again.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>What was seen, for the operator's log: key names and kinds only, no values, no secrets; at most 500 characters.</summary>
    public string? Sample { get; init; }
}
