namespace Overture.Client.Contract;

/// <summary>What is fixed about a reason, whatever the request.</summary>
/// <param name="Code">The error code that existing clients know.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Scope">What the refusal is about; null when it is about the request's own text.</param>
/// <param name="HasRetryAt">True when the answer says when to come back.</param>
/// <param name="Meaning">One or two sentences for the person who reads the error.</param>
public sealed record ReasonEntry(ErrorCode Code, int Status, Scope? Scope, bool HasRetryAt, string Meaning);

/// <summary>
/// The one table of reasons. The server's answers, <c>docs/errors.md</c> and the OpenAPI document are made from it.
/// </summary>
public static class Reasons
{
    /// <summary>Code, status, scope and meaning of a reason. A reason that is missing here does not compile.</summary>
    public static ReasonEntry Of(Reason reason) => reason switch
    {
        Reason.MissingApiKey => Key(403, "The header x-api-key is missing."),
        Reason.UnknownApiKey => Key(403, "The API key is unknown or revoked."),
        Reason.SandboxKeyRefused => Key(
            403,
            "The well-known sandbox key is only accepted while the gateway listens on loopback and speaks to a sandbox."),
        Reason.UnknownPath => new(ErrorCode.InvalidAccount, 404, null, false, "No such path."),
        Reason.MethodNotAllowed => new(
            ErrorCode.InvalidAction, 405, null, false, "The path exists, but not with this method; the header Allow lists what is."),
        Reason.UnsupportedMediaType => Params(415, "The body must be sent as application/json."),
        Reason.BodyTooLarge => Params(413, "The body is larger than this gateway accepts."),
        Reason.MalformedBody => Params(400, "The body is not one JSON object."),
        Reason.UnknownAccount => new(
            ErrorCode.InvalidAccount, 404, Contract.Scope.Account, false,
            "No such account in this workspace. An account of another workspace looks the same."),
        Reason.UnknownAction => new(ErrorCode.InvalidAction, 400, null, false, "The category does not offer this action."),
        Reason.MissingParameter => Params(400, "A required parameter is missing."),
        Reason.InvalidParameter => Params(400, "A parameter has a value that cannot be used; the message says which and why."),
        Reason.UnknownParameter => Params(
            400, "A parameter is not known here. It is refused, because ignoring a misspelt one could lose somebody's note."),
        Reason.NotAPersonUrl => Params(
            400, "The link names something else than a person: a company, a school, a job, a post, a short link."),
        Reason.NoteTooLong => new(
            ErrorCode.InvalidParams, 400, Contract.Scope.Note, false,
            "The note is longer than the account may send: 200 UTF-16 code units on a free account, 300 on a premium one."),
        Reason.LoginRefused => new(
            ErrorCode.InvalidParams, 400, Contract.Scope.Account, false, "The platform does not accept this login token."),
        Reason.PersonNotFound => new(
            ErrorCode.InvalidParams, 400, Contract.Scope.Person, false,
            "The platform knows no such person, or does not show them to this account."),
        Reason.SelfInvite => new(
            ErrorCode.InvalidParams, 400, Contract.Scope.Person, false, "The account's own profile cannot be invited."),
        Reason.AlreadyInvited => Channel(
            409, Contract.Scope.Person, false, "An invitation from this account to this person is already on its way or pending."),
        Reason.TheyInvitedYou => Channel(
            409, Contract.Scope.Person, false, "This person has invited the account; accept that invitation instead. details carries what accept needs."),
        Reason.ResendCooldown => Channel(
            409, Contract.Scope.Person, true, "An invitation to this person was withdrawn recently; the platform allows no new one yet."),
        Reason.EmailRequired => Channel(
            409, Contract.Scope.Person, false, "This person accepts invitations only from people who know their e-mail address."),
        Reason.NotInvitable => Channel(409, Contract.Scope.Person, false, "The platform lets nobody invite this person."),
        Reason.Memorialized => Channel(409, Contract.Scope.Person, false, "This profile is kept in memory of a person who has died."),
        Reason.DoNotContact => Channel(
            409, Contract.Scope.Person, false, "This person is on a do-not-contact list; details says on whose."),
        Reason.ClaimedByTeammate => Channel(
            409, Contract.Scope.Person, true, "Another account of the workspace is at work on this person; details names it. override_claim invites all the same."),
        Reason.PendingLimit => Limited(
            Contract.Scope.Account, "As many of the account's invitations are pending as may be; some must be answered or withdrawn first."),
        Reason.WeeklyLimit => Limited(Contract.Scope.Account, "The account's budget of invitations for seven days is used up."),
        Reason.DailyLimit => Limited(Contract.Scope.Account, "The account's budget of invitations for this day is used up."),
        Reason.OutsideWorkingHours => Limited(Contract.Scope.Account, "It is outside the account's working hours."),
        Reason.Pacing => Limited(Contract.Scope.Account, "The account has sent an invitation a moment ago; the next one has to wait for a gap."),
        Reason.QueueFull => Limited(Contract.Scope.Account, "As many wishes wait in the account's queue as may."),
        Reason.UnknownOperation => Params(400, "The account has no such operation."),
        Reason.OperationNotQueued => Channel(
            409, null, false, "The operation does not wait any more, so it cannot be taken back; details says where it stands."),
        Reason.NoteQuota => Limited(Contract.Scope.Note, "The account's monthly allowance of notes is used up; without a note the invitation may go through."),
        Reason.PlatformInvitationLimit => Limited(Contract.Scope.Account, "The platform takes no more invitations from this account for now."),
        Reason.PlatformThrottled => Limited(Contract.Scope.Platform, "The platform asked for a pause."),
        Reason.KeyRateLimit => Limited(Contract.Scope.Key, "Too many requests with this API key."),
        Reason.GatewayBusy => Limited(Contract.Scope.Gateway, "The gateway has more work than it can take in time; nothing was started."),
        Reason.SessionExpired => Inactive("The account's session has expired; its owner must connect it again."),
        Reason.ChallengeRequired => Inactive("The platform asks the account's owner for a security check."),
        Reason.AccountRestricted => Inactive("The platform has restricted the account."),
        Reason.AccountPaused => Inactive("The account was paused with set_limits; its queue waits."),
        Reason.OutcomeUnknown => Channel(
            502, Contract.Scope.Platform, true,
            "The invitation may have left, and no usable answer came back. It is being settled; it is never sent again blindly."),
        Reason.UpstreamUnavailable => Channel(
            502, Contract.Scope.Platform, true, "The platform could not be reached; no invitation has left."),
        Reason.UpstreamChanged => Channel(
            502, Contract.Scope.Platform, false, "The platform answered in a shape this gateway does not know."),
        Reason.IdempotencyInProgress => Channel(
            409, Contract.Scope.Key, true, "A request with the same Idempotency-Key is still running."),
        Reason.IdempotencyMismatch => new(
            ErrorCode.InvalidParams, 422, Contract.Scope.Key, false, "The Idempotency-Key was used with another body."),
        Reason.InsufficientCredits => new(
            ErrorCode.InsufficientCredits, 402, Contract.Scope.Key, false, "The workspace's balance is too low for the action."),
        Reason.InternalError => new(
            ErrorCode.InternalError, 500, Contract.Scope.Gateway, false,
            "A fault of the gateway. X-Request-Id names the entry in its log."),
    };

    /// <summary>The reason's name on the wire, such as <c>already_invited</c>.</summary>
    public static string NameOf(Reason reason) => Names[reason];

    private static readonly Dictionary<Reason, string> Names = Enum.GetValues<Reason>().ToDictionary(
        reason => reason,
        reason => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()));

    private static ReasonEntry Key(int status, string meaning) =>
        new(ErrorCode.InvalidApiKey, status, Contract.Scope.Key, false, meaning);

    private static ReasonEntry Params(int status, string meaning) =>
        new(ErrorCode.InvalidParams, status, null, false, meaning);

    private static ReasonEntry Channel(int status, Scope? scope, bool hasRetryAt, string meaning) =>
        new(ErrorCode.ChannelError, status, scope, hasRetryAt, meaning);

    private static ReasonEntry Limited(Scope scope, string meaning) =>
        new(ErrorCode.RateLimited, 429, scope, true, meaning);

    private static ReasonEntry Inactive(string meaning) =>
        new(ErrorCode.AccountInactive, 403, Contract.Scope.Account, false, meaning);
}
