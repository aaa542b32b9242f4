using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>Names of all actions, as they stand in a request and in <c>metadata</c>.</summary>
public static partial class ActionNames
{
    /// <summary>Sends a connection request.</summary>
    public const string Invite = "invite";

    /// <summary>Queues up to 1,000 connection requests.</summary>
    public const string InviteMany = "invite_many";
}

/// <summary>The actions that invite people.</summary>
public static class InvitationActions
{
    /// <summary>Sends a connection request.</summary>
    public static readonly ActionDescriptor<InviteParams, InviteData> Invite = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.Invite,
        Kind = ActionKind.Send,
        Summary = "Send a connection request to a person.",
        Description =
            """
            Name the person by `profile_url` (alias `linkedin_url`) or `identifier`. One request sends one invitation
            and costs one credit. The gateway never sends an invitation twice. Refusals are free.

            - `when` queues the invitation: `queue`, or a time in ISO 8601. It is sent within the account's budgets and
              working hours, in the order of the queue.
            - `dry_run` reports what every rule decides. It sends and charges nothing, and ignores the idempotency key.
            - `note_policy: drop` sends the invitation without its note while the account cannot send notes. The answer
              then has the header `Overture-Note: dropped`.
            - A note with a placeholder such as `{{first_name}}` or `%FIRSTNAME%` is refused; `allow_placeholders` sends
              it as it is. A note of invisible characters alone is no note.
            """,
        Price = 1,
        Reasons =
        [
            Reason.NotAPersonUrl, Reason.NoteTooLong, Reason.NoteHasPlaceholder, Reason.PersonNotFound,
            Reason.SelfInvite, Reason.AlreadyInvited, Reason.TheyInvitedYou, Reason.ResendCooldown,
            Reason.EmailRequired, Reason.NotInvitable, Reason.Memorialized, Reason.DoNotContact,
            Reason.ClaimedByTeammate, Reason.PendingLimit, Reason.WeeklyLimit, Reason.DailyLimit,
            Reason.OutsideWorkingHours, Reason.Pacing, Reason.QueueFull, Reason.NoteQuota,
            Reason.PlatformInvitationLimit, Reason.PlatformThrottled, Reason.SessionExpired, Reason.ChallengeRequired,
            Reason.AccountRestricted, Reason.AccountPaused, Reason.UpstreamUnavailable, Reason.UpstreamChanged,
            Reason.InsufficientCredits, Reason.ReadBudget,
        ],
        Answers =
        [
            new(200, typeof(InviteData), "The invitation was sent, or the person is already connected."),
            new(202, typeof(QueuedData), "The invitation is queued, by `when` or by `note_policy: wait`."),
            new(200, typeof(DryRunData), "`dry_run` is true."),
        ],
    };

    /// <summary>Queues up to 1,000 connection requests.</summary>
    public static readonly ActionDescriptor<InviteManyParams, InviteManyData> InviteMany = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.InviteMany,
        Kind = ActionKind.Send,
        Summary = "Queue up to 1,000 connection requests.",
        Description =
            """
            The call queues all valid rows in one step, or none. Every row gets an answer of its own: a refused row
            carries its reason and does not affect the others. A person with a pending invitation from this account is
            refused as `already_invited`, by the gateway's own records. The call is free; each invitation costs one
            credit when it is sent.

            Under an `Idempotency-Key`, a row that can pass later stays open: repeat the same call to try such rows
            again. All other rows keep their answer. 1,000 rows with notes of 300 and links of 1,000 characters fit into
            the largest body, also if every character is escaped.
            """,
        Reasons =
        [
            Reason.NotAPersonUrl, Reason.NoteTooLong, Reason.NoteHasPlaceholder, Reason.AlreadyInvited,
            Reason.DoNotContact, Reason.ClaimedByTeammate, Reason.QueueFull, Reason.SessionExpired,
            Reason.ChallengeRequired, Reason.AccountRestricted,
        ],
        Answers = [new(202, typeof(InviteManyData), "The valid rows are queued.")],
    };

    /// <summary>Every action of this class.</summary>
    public static IReadOnlyList<ActionDescriptor> All { get; } = [Invite, InviteMany];
}

/// <summary>Parameters of <c>invite</c>. They name the person in at least one way.</summary>
public sealed record InviteParams : IPersonParams
{
    /// <inheritdoc />
    [StringLength(ParamBounds.TextLength)]
    public string? ProfileUrl { get; init; }

    /// <inheritdoc />
    [StringLength(ParamBounds.TextLength)]
    public string? LinkedinUrl { get; init; }

    /// <inheritdoc />
    [StringLength(ParamBounds.TextLength)]
    public string? Identifier { get; init; }

    /// <summary>The note: up to 200 UTF-16 code units on a free account, 300 on a premium account.</summary>
    [StringLength(ParamBounds.TextLength)]
    public string? Message { get; init; }

    /// <summary>What to do while the account cannot send notes; <c>require</c> by default.</summary>
    public NotePolicy? NotePolicy { get; init; }

    /// <summary>
    /// <c>now</c> (the default) sends at once. <c>queue</c> sends as soon as the account's budgets and working hours
    /// allow. A time in ISO 8601 with a zone (<c>2026-05-02T09:00:00Z</c>) queues the invitation until then.
    /// </summary>
    [StringLength(ParamBounds.WordLength)]
    public string? When { get; init; }

    /// <summary>True reports what every rule decides, and sends and charges nothing.</summary>
    public bool? DryRun { get; init; }

    /// <summary>
    /// True invites the person although another account of the workspace is contacting them. The audit records it.
    /// </summary>
    public bool? OverrideClaim { get; init; }

    /// <summary>True sends the note although it contains what looks like an unfilled placeholder.</summary>
    public bool? AllowPlaceholders { get; init; }
}

/// <summary>Answer of <c>invite</c>: the invitation and the person.</summary>
public sealed record InviteData
{
    /// <summary><c>urn:li:invitation:</c> and the platform's number; absent if <see cref="Status"/> is given.</summary>
    public string? InvitationUrn { get; init; }

    /// <summary><c>urn:li:fsd_profile:</c> and the member id.</summary>
    public required string ProfileUrn { get; init; }

    /// <summary>First name.</summary>
    public required string FirstName { get; init; }

    /// <summary>Last name; may be empty.</summary>
    public required string LastName { get; init; }

    /// <summary>Headline; may be empty.</summary>
    public required string Headline { get; init; }

    /// <summary>The slug of the person's profile.</summary>
    public required string PublicIdentifier { get; init; }

    /// <summary>Link to the picture; empty if the person has none or hides it.</summary>
    public required string ProfilePictureUrl { get; init; }

    /// <summary>Why there is no <see cref="InvitationUrn"/>; absent if there is one.</summary>
    public InviteStatus? Status { get; init; }
}

/// <summary>Why a successful <c>invite</c> has no invitation URN.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InviteStatus>))]
public enum InviteStatus
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The account and the person are already connected. Nothing was sent or charged.</summary>
    [JsonStringEnumMemberName("already_connected")]
    AlreadyConnected,

    /// <summary>
    /// The platform's answer was lost, and the person accepted the invitation before the gateway could read its number.
    /// The invitation was charged.
    /// </summary>
    [JsonStringEnumMemberName("accepted")]
    Accepted,
}

/// <summary>Parameters of <c>invite_many</c>.</summary>
public sealed record InviteManyParams
{
    /// <summary>1 to 1,000 invitations, in the order in which to send them.</summary>
    [Length(1, ParamBounds.MaxRows)]
    public required IReadOnlyList<InviteRow> Rows { get; init; }

    /// <summary>For all rows: <c>queue</c> (the default) or a time, as in <c>invite</c>.</summary>
    [StringLength(ParamBounds.WordLength)]
    public string? When { get; init; }

    /// <summary>For all rows, as in <c>invite</c>.</summary>
    public NotePolicy? NotePolicy { get; init; }

    /// <summary>For all rows, as in <c>invite</c>.</summary>
    public bool? AllowPlaceholders { get; init; }
}

/// <summary>One invitation of <c>invite_many</c>.</summary>
public sealed record InviteRow : IPersonParams
{
    /// <inheritdoc />
    [StringLength(ParamBounds.TextLength)]
    public string? ProfileUrl { get; init; }

    /// <inheritdoc />
    [StringLength(ParamBounds.TextLength)]
    public string? LinkedinUrl { get; init; }

    /// <inheritdoc />
    [StringLength(ParamBounds.TextLength)]
    public string? Identifier { get; init; }

    /// <summary>The note, as in <c>invite</c>.</summary>
    [StringLength(ParamBounds.TextLength)]
    public string? Message { get; init; }
}

/// <summary>Answer of <c>invite_many</c> (202), with one row for each row of the request, in the same order.</summary>
public sealed record InviteManyData
{
    /// <summary>The number of rows that were queued.</summary>
    public required int Queued { get; init; }

    /// <summary>The number of rows whose person is already queued, or is named twice in the request.</summary>
    public required int Duplicates { get; init; }

    /// <summary>The number of rows that were refused.</summary>
    public required int Refused { get; init; }

    /// <summary>The outcome of each row.</summary>
    public required IReadOnlyList<InviteManyRow> Rows { get; init; }
}

/// <summary>The outcome of one row of <c>invite_many</c>.</summary>
public sealed record InviteManyRow
{
    /// <summary>What happened to the row.</summary>
    public required QueueRowStatus Status { get; init; }

    /// <summary>The id of the operation; for a duplicate, of the first one. Absent if the row was refused.</summary>
    public string? OperationId { get; init; }

    /// <summary>The estimated time of the first attempt (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>Why the row was refused; the client reads a reason newer than itself as null.</summary>
    public Reason? Reason { get; init; }

    /// <summary>A sentence for people, if the row was refused.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// When the row can pass (UTC); absent if waiting does not help. To try the row again, repeat the same call with
    /// its idempotency key.
    /// </summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? RetryAt { get; init; }
}

/// <summary>What happened to one row of <c>invite_many</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QueueRowStatus>))]
public enum QueueRowStatus
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The invitation is queued.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>The person is already queued, or is named by an earlier row.</summary>
    [JsonStringEnumMemberName("duplicate")]
    Duplicate,

    /// <summary>The row was refused.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <summary>Answer of <c>invite</c> with <c>dry_run</c>: what every rule decides. Sends and charges nothing.</summary>
public sealed record DryRunData
{
    /// <summary>True if the same request without <c>dry_run</c> would send an invitation now.</summary>
    public required bool WouldSend { get; init; }

    /// <summary>What it would cost in credits; 0 if it would send nothing.</summary>
    public required int Price { get; init; }

    /// <summary>Every gate, in the order in which they decide. The first closed one refuses the real call.</summary>
    public required IReadOnlyList<GateItem> Gates { get; init; }
}

/// <summary>One gate and its verdict.</summary>
public sealed record GateItem
{
    /// <summary>The gate.</summary>
    public required GateName Gate { get; init; }

    /// <summary>What it decides.</summary>
    public required GateVerdict Verdict { get; init; }

    /// <summary>The value behind the verdict, such as <c>3 of 20</c>; absent if there is none.</summary>
    public string? Value { get; init; }

    /// <summary>Why it is closed; the client reads a reason newer than itself as null.</summary>
    public Reason? Reason { get; init; }

    /// <summary>When this gate alone opens (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? RetryAt { get; init; }
}
