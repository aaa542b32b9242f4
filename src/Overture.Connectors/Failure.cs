namespace Overture.Connectors;

/// <summary>The platform call that failed.</summary>
public enum FailureStage
{
    OwnProfile,
    Person,
    Relationship,
    Send,
}

/// <summary>
/// What a failure means for the invitation. A <c>switch</c> over it that forgets a case does not compile.
/// </summary>
public enum FailureClass
{
    /// <summary>
    /// Nothing was sent: the connection failed before the first byte, or a read got no usable answer.
    /// </summary>
    NotSent,

    /// <summary>The platform refused; <see cref="Failure.Refusal"/> says what.</summary>
    Refused,

    /// <summary>
    /// A 429 without a code. <see cref="Failure.RetryAt"/> holds the time the platform named, if any.
    /// </summary>
    Throttled,

    /// <summary>The session no longer works; <see cref="Failure.Loss"/> says why.</summary>
    SessionLost,

    /// <summary>The send left this process and no usable answer came back. Read the relationship to find out.</summary>
    PerhapsSent,

    /// <summary>An answer of unknown shape. After a send, an invitation might exist.</summary>
    AnsweredBadly,
}

/// <summary>What the platform refused.</summary>
public enum PlatformRefusal
{
    /// <summary>The person does not exist or is not visible to this member.</summary>
    PersonNotFound,

    /// <summary>CANT_RESEND_YET: an invitation is pending, or was withdrawn within the cool-down.</summary>
    CannotResendYet,

    /// <summary>
    /// CUSTOM_INVITE_LIMIT_REACHED: no more notes this month. An invitation without a note is still possible.
    /// </summary>
    NoteQuotaReached,

    /// <summary>FUSE_LIMIT_EXCEEDED and similar codes: no more invitations from this account for now.</summary>
    InvitationLimitReached,

    /// <summary>The person accepts invitations only from people who know their e-mail address.</summary>
    EmailRequired,

    /// <summary>The person cannot be invited.</summary>
    NotInvitable,

    /// <summary>CUSTOM_MESSAGE_TOO_LONG: the note is too long for this account.</summary>
    NoteTooLong,

    /// <summary>The platform has restricted the account.</summary>
    AccountRestricted,

    /// <summary>A refusal with an unknown code; <see cref="Failure.Code"/> holds it.</summary>
    Unknown,
}

/// <summary>Why a session no longer works.</summary>
public enum SessionLoss
{
    /// <summary>Expired or revoked: 401, a redirect to the login page, or the login page itself.</summary>
    Expired,

    /// <summary>The owner must pass a security check.</summary>
    ChallengeRequired,

    /// <summary>The platform flagged the account (451, 999).</summary>
    Restricted,
}

/// <summary>A failed platform call: which call it was and what the failure means.</summary>
/// <param name="Stage">The call that failed.</param>
/// <param name="Class">What it means for the invitation.</param>
public sealed record Failure(FailureStage Stage, FailureClass Class)
{
    /// <summary>HTTP status of the answer, or null without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>Set when <see cref="Class"/> is <see cref="FailureClass.Refused"/>.</summary>
    public PlatformRefusal? Refusal { get; init; }

    /// <summary>Set when <see cref="Class"/> is <see cref="FailureClass.SessionLost"/>.</summary>
    public SessionLoss? Loss { get; init; }

    /// <summary>
    /// The platform's own code, such as CANT_RESEND_YET; letters, digits and underscores, at most 64.
    /// </summary>
    public string? Code { get; init; }

    /// <summary>The time after which the platform accepts calls again, if it named one.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>
    /// The answer's shape, for the operator's log: key names and kinds, no values, no secrets; at most 500 characters.
    /// </summary>
    public string? Sample { get; init; }
}
