using System.Globalization;
using System.Text;
using System.Text.Json;
using Overture.Client.Contract;

namespace Overture.Tests.House;

/// <summary>
/// Renders <c>docs/errors.md</c> from the contract's table of reasons; the advice beside it is written here.
/// </summary>
internal static class ErrorsDocument
{
    public const string File = "docs/errors.md";

    public static string Render()
    {
        var text = new StringBuilder(Head).Append('\n');
        foreach (var group in Enum.GetValues<Reason>().GroupBy(reason => Reasons.Of(reason).Code))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {Word(group.Key)}\n\n");
            text.Append(
                "| Reason | HTTP | Scope | retry_at | Meaning | What to do |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (var reason in group)
            {
                var entry = Reasons.Of(reason);
                text.Append(CultureInfo.InvariantCulture, $"| `{Reasons.NameOf(reason)}` | {entry.Status} | "
                    + $"{(entry.Scope is { } scope ? Word(scope) : "–")} | ")
                    .Append(
                        CultureInfo.InvariantCulture,
                        $"{(entry.HasRetryAt ? "yes" : "no")} | {entry.Meaning} | {AdviceOn(reason)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Word<T>(T value) => JsonSerializer.SerializeToElement(value).GetString()!;

    /// <summary>No discard: a reason without advice does not compile.</summary>
    public static string AdviceOn(Reason reason) => reason switch
    {
        Reason.ReadBudget => "Wait until `retry_at`, ask for fewer look-ups, or use member ids.",
        Reason.WorkspaceLimit =>
            "Remove what is no longer needed, or ask the operator to raise the setting in `details.setting`.",
        Reason.MemberConnectedElsewhere =>
            "Use the account where it is connected. The operator can allow several with "
            + "`Overture:Accounts:AllowSameMember`.",
        Reason.MissingApiKey => "Send the header `x-api-key` with every call.",
        Reason.UnknownApiKey => "Check the key; ask the operator for another. A revoked key dies within seconds.",
        Reason.SandboxKeyRefused => "Use a key of your own here. The message says which condition fails.",
        Reason.UnknownPath => "Check the path against the OpenAPI document.",
        Reason.MethodNotAllowed => "Use a method that the header `Allow` lists.",
        Reason.UnsupportedMediaType => "Send `Content-Type: application/json`, in UTF-8, not compressed.",
        Reason.BodyTooLarge => "Send less; the operator can raise `Overture:Http:MaxBodyBytes`.",
        Reason.MalformedBody =>
            "Send one JSON object that names each key once; the message says where reading stopped.",
        Reason.UnknownAccount => "Take `account_id` from `GET /v2/accounts` with the same key.",
        Reason.UnknownAction => "Check the spelling; the message names the nearest action, or all.",
        Reason.MissingParameter => "Add the parameter that the message names.",
        Reason.InvalidParameter => "Correct the parameter that the message names.",
        Reason.UnknownParameter => "Correct the name; `details.nearest` holds the likely one.",
        Reason.NotAPersonUrl => "Send a link to a person's profile (`…/in/…`).",
        Reason.NoteTooLong => "Shorten the note; the message gives its length and the account's limit.",
        Reason.NoteHasPlaceholder =>
            "Fill in the placeholder that the message shows, or send `allow_placeholders: true`.",
        Reason.LoginRefused =>
            "Let the owner sign in afresh and send the new token; `details.cause` says how the old one failed.",
        Reason.PersonNotFound => "Check the slug. The person may have left, or hide from this account.",
        Reason.SelfInvite => "Name somebody else.",
        Reason.AlreadyInvited => "Nothing. `details` names the invitation when the platform does.",
        Reason.TheyInvitedYou => "Accept their invitation instead; `details` carries its id and secret.",
        Reason.ResendCooldown => "Ask again at `retry_at`, not before.",
        Reason.EmailRequired => "Nothing through this gateway; leave the person out.",
        Reason.NotInvitable => "Leave the person out.",
        Reason.Memorialized => "Leave the person out, for good.",
        Reason.DoNotContact => "Leave the person alone. Who may change the list sees it with `do_not_contact_list`; "
            + "the deployment's list is the operator's.",
        Reason.ClaimedByTeammate => "Leave the person to that account, wait for `retry_at`, or send `override_claim: "
            + "true`, which is written into the audit.",
        Reason.PendingLimit => "Withdraw old invitations, or wait until some are answered: from then on the oldest are "
            + "looked at, a few each time you ask. `retry_at` only says when to look again.",
        Reason.WeeklyLimit => "Wait for `retry_at`, or let the gateway wait: `when: \"queue\"`.",
        Reason.DailyLimit => "Wait for `retry_at`, or let the gateway wait: `when: \"queue\"`.",
        Reason.OutsideWorkingHours => "Wait for `retry_at`, or let the gateway wait: `when: \"queue\"`.",
        Reason.Pacing => "Wait for `retry_at`, or let the gateway wait: `when: \"queue\"`.",
        Reason.QueueFull =>
            "Wait until some of the queue is sent (`retry_at` only says when to look again), or use another account.",
        Reason.UnknownOperation =>
            "Take `operation_id` from the answer that queued it, with the account it was queued for.",
        Reason.OperationNotQueued => "Read it with `get_operation`; what has left cannot be taken back here.",
        Reason.NoteQuota => "Ask again at `retry_at`, without `message`, or with `note_policy` `drop` or `wait`.",
        Reason.PlatformInvitationLimit => "Stop inviting with this account until `retry_at`; slow down afterwards.",
        Reason.PlatformThrottled => "Leave this account alone until `retry_at`.",
        Reason.KeyRateLimit => "Wait until `retry_at`; the header `RateLimit` says what is left of each minute.",
        Reason.GatewayBusy => "Ask again at `retry_at`, with the same idempotency key.",
        Reason.SessionExpired => "Let the account's owner connect it again (`POST /v2/login`).",
        Reason.ChallengeRequired => "Let the owner pass the check on the platform, then connect the account again.",
        Reason.AccountRestricted =>
            "Stop. The owner must resolve it with the platform; then connect the account again.",
        Reason.AccountPaused => "Resume it: `set_limits` without `paused`.",
        Reason.OutcomeUnknown => "Ask again at `retry_at` with the same idempotency key: it looks again, and sends "
            + "again only if nothing arrived.",
        Reason.UpstreamUnavailable => "Ask again at `retry_at`, with the same idempotency key.",
        Reason.UpstreamChanged => "Tell the operator: the gateway needs an update. `details` may carry status and "
            + "code; with `breaker: open` the account is stopped until the operator has looked (`clear-breaker`).",
        Reason.IdempotencyInProgress => "Ask again at `retry_at` with the same key; do not choose a new one.",
        Reason.IdempotencyMismatch => "Choose a new key for another request; keep the old key for the old request.",
        Reason.InsufficientCredits => "Ask the operator for credits.",
        Reason.InternalError => "Ask again with the same idempotency key; give the operator the `X-Request-Id`.",
        Reason.MalformedRequest => "Correct what the message names. The web server answers this before it knows the "
            + "path; it keeps the statuses 405, 408, 411, 414, 431 and 505 where they fit.",
        Reason.HostNotAllowed => "Call the gateway as `127.0.0.1` or `localhost`. The operator can add other names: "
            + "`Overture:Http:AllowedHosts`.",
    };

    private const string Head = """
        # Errors

        This page is made from the table in the contract and compared on every test run. What it lists is all there is.

        ```json
        {
          "success": false,
          "error": {
            "code": "CHANNEL_ERROR",
            "message": "An invitation to this person was withdrawn recently; the platform allows no new one yet.",
            "reason": "resend_cooldown",
            "scope": "person",
            "retry_at": "2026-05-23T09:00:00Z"
          },
          "metadata": {
            "action": "invite", "account_id": "acc_sandbox", "credits_consumed": 0, "timestamp": "2026-05-02T09:00:00Z"
          }
        }
        ```

        - **Decide by `reason`.** `code` is the coarse word that existing clients know. `message` is for people and may
          change.
        - **`retry_at`** (UTC) is there if waiting helps, with the header `Retry-After` (seconds, at most 604,800). If
          it is absent, the same request fails again until something changes. `scope` says what that belongs to: `key`,
          `account`, `person`, `note`, `platform` or `gateway`.
        - **`details`** holds facts that belong to the reason, by name.
        - **A refusal costs nothing.** `credits_consumed` is 0. Only after `outcome_unknown` does a credit stay
          reserved, until the outcome is known: the credit is charged if the invitation arrived, and refunded if not.
        - **Retry with the same `Idempotency-Key`.** The gateway stores and replays a final refusal of an invitation
          whose intent was durable. A refusal with a `retry_at` frees the key, except `outcome_unknown`, which keeps it
          until the outcome is known.
        - Every answer has the header `X-Request-Id`, which names the request in the gateway's log. The gateway uses the
          caller's own value if there is one.
        - New reasons may appear in later versions; codes will not.
        """;
}
