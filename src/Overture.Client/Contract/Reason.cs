using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>
/// Why a request was refused. <see cref="Reasons.Of"/> returns a reason's code, HTTP status, scope and meaning.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Reason>))]
public enum Reason
{
    // Append only: the database stores the numbers, so the order must not change and no reason can be removed.
#pragma warning disable CS1591 // Reasons.Of describes each reason.
    [JsonStringEnumMemberName("missing_api_key")] MissingApiKey,
    [JsonStringEnumMemberName("unknown_api_key")] UnknownApiKey,
    [JsonStringEnumMemberName("sandbox_key_refused")] SandboxKeyRefused,
    [JsonStringEnumMemberName("unknown_path")] UnknownPath,
    [JsonStringEnumMemberName("method_not_allowed")] MethodNotAllowed,
    [JsonStringEnumMemberName("unsupported_media_type")] UnsupportedMediaType,
    [JsonStringEnumMemberName("body_too_large")] BodyTooLarge,
    [JsonStringEnumMemberName("malformed_body")] MalformedBody,
    [JsonStringEnumMemberName("unknown_account")] UnknownAccount,
    [JsonStringEnumMemberName("unknown_action")] UnknownAction,
    [JsonStringEnumMemberName("missing_parameter")] MissingParameter,
    [JsonStringEnumMemberName("invalid_parameter")] InvalidParameter,
    [JsonStringEnumMemberName("unknown_parameter")] UnknownParameter,
    [JsonStringEnumMemberName("not_a_person_url")] NotAPersonUrl,
    [JsonStringEnumMemberName("note_too_long")] NoteTooLong,
    [JsonStringEnumMemberName("login_refused")] LoginRefused,
    [JsonStringEnumMemberName("person_not_found")] PersonNotFound,
    [JsonStringEnumMemberName("self_invite")] SelfInvite,
    [JsonStringEnumMemberName("already_invited")] AlreadyInvited,
    [JsonStringEnumMemberName("they_invited_you")] TheyInvitedYou,
    [JsonStringEnumMemberName("resend_cooldown")] ResendCooldown,
    [JsonStringEnumMemberName("email_required")] EmailRequired,
    [JsonStringEnumMemberName("not_invitable")] NotInvitable,
    [JsonStringEnumMemberName("memorialized")] Memorialized,
    [JsonStringEnumMemberName("do_not_contact")] DoNotContact,
    [JsonStringEnumMemberName("claimed_by_teammate")] ClaimedByTeammate,
    [JsonStringEnumMemberName("pending_limit")] PendingLimit,
    [JsonStringEnumMemberName("weekly_limit")] WeeklyLimit,
    [JsonStringEnumMemberName("daily_limit")] DailyLimit,
    [JsonStringEnumMemberName("outside_working_hours")] OutsideWorkingHours,
    [JsonStringEnumMemberName("pacing")] Pacing,
    [JsonStringEnumMemberName("queue_full")] QueueFull,
    [JsonStringEnumMemberName("unknown_operation")] UnknownOperation,
    [JsonStringEnumMemberName("operation_not_queued")] OperationNotQueued,
    [JsonStringEnumMemberName("note_quota")] NoteQuota,
    [JsonStringEnumMemberName("platform_invitation_limit")] PlatformInvitationLimit,
    [JsonStringEnumMemberName("platform_throttled")] PlatformThrottled,
    [JsonStringEnumMemberName("key_rate_limit")] KeyRateLimit,
    [JsonStringEnumMemberName("gateway_busy")] GatewayBusy,
    [JsonStringEnumMemberName("session_expired")] SessionExpired,
    [JsonStringEnumMemberName("challenge_required")] ChallengeRequired,
    [JsonStringEnumMemberName("account_restricted")] AccountRestricted,
    [JsonStringEnumMemberName("account_paused")] AccountPaused,
    [JsonStringEnumMemberName("outcome_unknown")] OutcomeUnknown,
    [JsonStringEnumMemberName("upstream_unavailable")] UpstreamUnavailable,
    [JsonStringEnumMemberName("upstream_changed")] UpstreamChanged,
    [JsonStringEnumMemberName("idempotency_in_progress")] IdempotencyInProgress,
    [JsonStringEnumMemberName("idempotency_mismatch")] IdempotencyMismatch,
    [JsonStringEnumMemberName("insufficient_credits")] InsufficientCredits,
    [JsonStringEnumMemberName("internal_error")] InternalError,
    [JsonStringEnumMemberName("read_budget")] ReadBudget,
    [JsonStringEnumMemberName("workspace_limit")] WorkspaceLimit,
    [JsonStringEnumMemberName("member_connected_elsewhere")] MemberConnectedElsewhere,
    [JsonStringEnumMemberName("malformed_request")] MalformedRequest,
    [JsonStringEnumMemberName("host_not_allowed")] HostNotAllowed,
    [JsonStringEnumMemberName("note_has_placeholder")] NoteHasPlaceholder,
#pragma warning restore CS1591
}
