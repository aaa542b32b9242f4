namespace Overture.Client.Contract;

/// <summary>What every refusal for one reason has in common.</summary>
/// <param name="Code">The error code.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Scope">What the refusal applies to; null if it applies only to the request itself.</param>
/// <param name="HasRetryAt">True if the answer says when to retry.</param>
/// <param name="Meaning">One or two sentences for people.</param>
public sealed record ReasonEntry(ErrorCode Code, int Status, Scope? Scope, bool HasRetryAt, string Meaning);

/// <summary>
/// The table of reasons. The server's answers, <c>docs/errors.md</c> and the OpenAPI document come from it.
/// </summary>
public static class Reasons
{
    private static readonly Dictionary<Reason, string> Names = Enum.GetValues<Reason>().ToDictionary(
        reason => reason,
        reason => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()));

    /// <summary>Returns a reason's entry. A reason without an entry does not compile.</summary>
    public static ReasonEntry Of(Reason reason) => reason switch
    {
        Reason.MissingApiKey => Key(403, "The x-api-key header is missing."),
        Reason.UnknownApiKey => Key(403, "The API key is unknown or revoked."),
        Reason.SandboxKeyRefused => Key(
            403, "The sandbox key works only on loopback, without a proxy, and while the gateway uses a sandbox."),
        Reason.UnknownPath => new(ErrorCode.InvalidAccount, 404, null, false, "The path does not exist."),
        Reason.MethodNotAllowed => new(
            ErrorCode.InvalidAction, 405, null, false,
            "The path does not support this method. The Allow header lists the supported methods."),
        Reason.UnsupportedMediaType => Params(415, "The body must be application/json."),
        Reason.BodyTooLarge => Params(413, "The body is larger than this gateway accepts."),
        Reason.MalformedBody => Params(400, "The body is not a single JSON object."),
        Reason.UnknownAccount => new(
            ErrorCode.InvalidAccount, 404, Contract.Scope.Account, false, "The workspace has no such account."),
        Reason.UnknownAction => new(
            ErrorCode.InvalidAction, 400, null, false, "The category has no such action."),
        Reason.MissingParameter => Params(400, "A required parameter is missing."),
        Reason.InvalidParameter => Params(400, "A parameter has an invalid value."),
        Reason.UnknownParameter => Params(
            400, "The action has no such parameter. The gateway does not ignore it, because it could be a typo."),
        Reason.NotAPersonUrl => Params(
            400, "The link does not identify a person. Company, school, job, post and short links do not work."),
        Reason.NoteTooLong => new(
            ErrorCode.InvalidParams, 400, Contract.Scope.Note, false,
            "The note is too long. A free account can send 200 UTF-16 code units, a premium account 300."),
        Reason.NoteHasPlaceholder => new(
            ErrorCode.InvalidParams, 400, Contract.Scope.Note, false,
            "The note contains a placeholder that was not filled in. Set allow_placeholders to send the note anyway."),
        Reason.LoginRefused => new(
            ErrorCode.InvalidParams, 400, Contract.Scope.Account, false, "The platform rejects this login token."),
        Reason.PersonNotFound => new(
            ErrorCode.InvalidParams, 400, Contract.Scope.Person, false,
            "The platform has no such person, or hides the profile from this account."),
        Reason.SelfInvite => new(
            ErrorCode.InvalidParams, 400, Contract.Scope.Person, false, "An account cannot invite itself."),
        Reason.AlreadyInvited => Channel(
            409, Contract.Scope.Person, false, "This account has already invited this person."),
        Reason.TheyInvitedYou => Channel(
            409, Contract.Scope.Person, false,
            "This person has already invited the account. Accept that invitation with the values in details."),
        Reason.ResendCooldown => Channel(
            409, Contract.Scope.Person, true,
            "An earlier invitation to this person was withdrawn. The platform does not allow a new one yet."),
        Reason.EmailRequired => Channel(
            409, Contract.Scope.Person, false,
            "This person accepts invitations only from people who know their email address."),
        Reason.NotInvitable => Channel(
            409, Contract.Scope.Person, false, "The platform does not allow invitations to this person."),
        Reason.Memorialized => Channel(
            409, Contract.Scope.Person, false, "This profile is a memorial to a person who has died."),
        Reason.DoNotContact => Channel(
            409, Contract.Scope.Person, false, "This person is on a do-not-contact list. details names the list."),
        Reason.ClaimedByTeammate => Channel(
            409, Contract.Scope.Person, true,
            "Another account of the workspace is contacting this person. Set override_claim to invite anyway."),
        Reason.PendingLimit => Limited(
            Contract.Scope.Account, "The account has reached its limit of pending invitations."),
        Reason.WeeklyLimit => Limited(
            Contract.Scope.Account, "The account has reached its invitation limit for seven days."),
        Reason.DailyLimit => Limited(
            Contract.Scope.Account, "The account has reached its daily invitation limit."),
        Reason.OutsideWorkingHours => Limited(
            Contract.Scope.Account, "The account is outside its working hours."),
        Reason.Pacing => Limited(
            Contract.Scope.Account, "The account sent an invitation moments ago. The next one must wait."),
        Reason.QueueFull => Limited(Contract.Scope.Account, "The account's queue is full."),
        Reason.UnknownOperation => Params(400, "The account has no such operation."),
        Reason.OperationNotQueued => Channel(
            409, null, false,
            "The operation is no longer queued, so it cannot be cancelled. details contains its status."),
        Reason.NoteQuota => Limited(
            Contract.Scope.Note, "The account has used up its notes. An invitation without a note can still be sent."),
        Reason.PlatformInvitationLimit => Limited(
            Contract.Scope.Account, "The platform accepts no more invitations from this account for now."),
        Reason.PlatformThrottled => Limited(Contract.Scope.Platform, "The platform asked for a pause."),
        Reason.KeyRateLimit => Limited(Contract.Scope.Key, "This API key has sent too many requests."),
        Reason.GatewayBusy => Limited(
            Contract.Scope.Gateway, "The gateway is overloaded; nothing was started."),
        Reason.SessionExpired => Inactive(
            "The account's session has expired. Its owner must connect the account again."),
        Reason.ChallengeRequired => Inactive("The platform requires a security check by the account's owner."),
        Reason.AccountRestricted => Inactive("The platform has restricted the account."),
        Reason.AccountPaused => Inactive("The account is paused by set_limits. Its queue waits."),
        Reason.OutcomeUnknown => Channel(
            502, Contract.Scope.Platform, true,
            "The platform did not confirm the invitation. The gateway checks whether it was sent; it never resends."),
        Reason.UpstreamUnavailable => Channel(
            502, Contract.Scope.Platform, true, "The platform is unreachable. No invitation was sent."),
        Reason.UpstreamChanged => Channel(
            502, Contract.Scope.Platform, false, "The platform sent an answer that this gateway does not understand."),
        Reason.IdempotencyInProgress => Channel(
            409, Contract.Scope.Key, true, "A request with the same Idempotency-Key is still running."),
        Reason.IdempotencyMismatch => new(
            ErrorCode.InvalidParams, 422, Contract.Scope.Key, false,
            "The Idempotency-Key was already used with a different body."),
        Reason.InsufficientCredits => new(
            ErrorCode.InsufficientCredits, 402, Contract.Scope.Key, false,
            "The workspace does not have enough credits for this action."),
        Reason.InternalError => new(
            ErrorCode.InternalError, 500, Contract.Scope.Gateway, false,
            "The gateway failed. The value of X-Request-Id identifies the entry in its log."),
        Reason.ReadBudget => Limited(
            Contract.Scope.Account, "The account has used up its reads of the platform for this hour."),
        Reason.WorkspaceLimit => Channel(
            409, Contract.Scope.Key, false,
            "The workspace has reached a limit of this deployment. details names the limit and its size."),
        Reason.MemberConnectedElsewhere => Channel(
            409, Contract.Scope.Account, false,
            "This member is connected in another workspace of the deployment. One member has one budget."),
        Reason.MalformedRequest => Params(400, "The request is not valid HTTP."),
        Reason.HostNotAllowed => Params(
            421, "The gateway listens on loopback and accepts only names of this machine in the Host header."),
    };

    /// <summary>Returns a reason's name in the JSON, such as <c>already_invited</c>.</summary>
    public static string NameOf(Reason reason) => Names[reason];

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
