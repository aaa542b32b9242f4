using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <content>Names of the queue's actions.</content>
public static partial class ActionNames
{
    /// <summary>Reads one operation of the account's queue.</summary>
    public const string GetOperation = "get_operation";

    /// <summary>Lists the operations of the account's queue.</summary>
    public const string ListOperations = "list_operations";

    /// <summary>Cancels a queued operation.</summary>
    public const string CancelOperation = "cancel_operation";

    /// <summary>Cancels several queued operations, or all.</summary>
    public const string CancelOperations = "cancel_operations";

    /// <summary>Releases held operations, or all.</summary>
    public const string ReleaseOperations = "release_operations";
}

/// <summary>The actions of an account's queue.</summary>
public static class QueueActions
{
    /// <summary>Reads one operation.</summary>
    public static readonly ActionDescriptor<OperationParams, OperationData> GetOperation = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.GetOperation,
        Kind = ActionKind.Read,
        Summary = "Read one operation of the account's queue.",
        Reasons = [Reason.UnknownOperation],
        Answers = [new(200, typeof(OperationData), "The account has the operation.")],
    };

    /// <summary>Lists operations.</summary>
    public static readonly ActionDescriptor<ListOperationsParams, OperationsData> ListOperations = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.ListOperations,
        Kind = ActionKind.Read,
        Summary = "List the operations of the account's queue.",
        Description = "The page is in the order of the queue. Pass `next_cursor` as `cursor` to read the next page.",
        Reasons = [],
        Answers = [new(200, typeof(OperationsData), "The page was read.")],
    };

    /// <summary>Cancels one operation.</summary>
    public static readonly ActionDescriptor<OperationParams, OperationData> CancelOperation = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.CancelOperation,
        Kind = ActionKind.Write,
        Summary = "Cancel a queued operation.",
        Description = "An operation can be cancelled while it waits. Cancelling it again succeeds and changes nothing.",
        Reasons = [Reason.UnknownOperation, Reason.OperationNotQueued],
        Answers = [new(200, typeof(OperationData), "The operation is cancelled.")],
    };

    /// <summary>Cancels several operations, or all.</summary>
    public static readonly ActionDescriptor<CancelOperationsParams, CancelOperationsData> CancelOperations = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.CancelOperations,
        Kind = ActionKind.Write,
        Summary = "Cancel several queued operations, or all of them.",
        Description =
            """
            Give either `operation_ids` or `all: true`, which cancels everything that waits in the account's queue. The
            call cancels all valid rows in one step, or none. Every row gets an answer of its own: a refused row carries
            its reason and does not affect the others.
            """,
        Reasons = [Reason.UnknownOperation, Reason.OperationNotQueued],
        Answers = [new(200, typeof(CancelOperationsData), "The valid rows are cancelled.")],
    };

    /// <summary>Releases several held operations, or all.</summary>
    public static readonly ActionDescriptor<ReleaseOperationsParams, ReleaseOperationsData> ReleaseOperations = new()
    {
        Category = NetworkActions.Category,
        Name = ActionNames.ReleaseOperations,
        Kind = ActionKind.Write,
        Summary = "Put held operations of the account back into its queue.",
        Description =
            """
            Revoking an API key holds what the key has queued. This call puts such operations back into the queue, under
            the key that makes the call. Give either `operation_ids` or `all: true`. Every row gets an answer of its
            own. To discard held operations, use `cancel_operations`.
            """,
        Reasons = [Reason.UnknownOperation, Reason.OperationNotQueued],
        Answers = [new(200, typeof(ReleaseOperationsData), "The valid rows are queued again.")],
    };

    /// <summary>Every action of this class.</summary>
    public static IReadOnlyList<ActionDescriptor> All { get; } =
        [GetOperation, ListOperations, CancelOperation, CancelOperations, ReleaseOperations];
}

/// <summary>The state of a queued invitation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationStatus>))]
public enum OperationStatus
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The operation waits in the queue.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>The gateway is sending the invitation, or is checking whether it was sent.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>The platform has the invitation.</summary>
    [JsonStringEnumMemberName("sent")]
    Sent,

    /// <summary>The account and the person are already connected. Nothing was sent or charged.</summary>
    [JsonStringEnumMemberName("already_connected")]
    AlreadyConnected,

    /// <summary>The invitation was refused.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>The operation was cancelled before it was sent.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>
    /// The API key that queued it was revoked; it waits for <c>release_operations</c> or <c>cancel_operations</c>.
    /// </summary>
    [JsonStringEnumMemberName("held")]
    Held,
}

/// <summary>One operation: an invitation in the account's queue, and its outcome.</summary>
public sealed record OperationData
{
    /// <summary>Its state.</summary>
    public required OperationStatus Status { get; init; }

    /// <summary>Its id.</summary>
    public required string OperationId { get; init; }

    /// <summary>
    /// The estimated time of the next attempt (UTC); absent unless the operation is queued. The first 200 operations of
    /// a queue are planned by all limits; those behind them follow at the same pace.
    /// </summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>The person, as slug or member id.</summary>
    public required string Person { get; init; }

    /// <summary>The invitation's URN; absent until the platform has the invitation.</summary>
    public string? InvitationUrn { get; init; }

    /// <summary>
    /// Why the invitation was refused; while it is queued, why the last attempt failed. The client reads a reason newer
    /// than itself as null.
    /// </summary>
    public Reason? Reason { get; init; }

    /// <summary>The number of attempts.</summary>
    public required int Attempts { get; init; }

    /// <summary>True if the invitation was sent without its note.</summary>
    public bool? NoteDropped { get; init; }

    /// <summary>When it was queued (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Answer of an <c>invite</c> that was queued (202).</summary>
public sealed record QueuedData
{
    /// <summary>Always <c>queued</c>.</summary>
    public OperationStatus Status { get; init; } = OperationStatus.Queued;

    /// <summary>The operation's id, for <c>get_operation</c> and <c>cancel_operation</c>.</summary>
    public required string OperationId { get; init; }

    /// <summary>The estimated time of the first attempt (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset ScheduledFor { get; init; }
}

/// <summary>Parameters of <c>get_operation</c> and <c>cancel_operation</c>.</summary>
public sealed record OperationParams
{
    /// <summary>The operation's id, from the answer that queued it.</summary>
    [StringLength(ParamBounds.WordLength)]
    public required string OperationId { get; init; }
}

/// <summary>Parameters of <c>list_operations</c>.</summary>
public sealed record ListOperationsParams
{
    /// <summary>Lists only operations with this status; null lists all.</summary>
    public OperationStatus? Status { get; init; }

    /// <summary>The maximum number of operations in the page: 1 to 500, 50 by default.</summary>
    [Range(1, ParamBounds.MaxPageSize)]
    public int? Count { get; init; }

    /// <summary><c>next_cursor</c> of the previous page; null for the first page.</summary>
    [StringLength(ParamBounds.CursorLength)]
    public string? Cursor { get; init; }
}

/// <summary>Answer of <c>list_operations</c>, in the order of the queue.</summary>
public sealed record OperationsData
{
    /// <summary>The operations of the page.</summary>
    public required IReadOnlyList<OperationData> Items { get; init; }

    /// <summary>The <c>cursor</c> of the next page; absent on the last page.</summary>
    public string? NextCursor { get; init; }
}

/// <summary>Parameters of <c>cancel_operations</c>: either the ids, or <see cref="All"/>.</summary>
public sealed record CancelOperationsParams
{
    /// <summary>The ids of 1 to 1,000 operations.</summary>
    [Length(1, ParamBounds.MaxRows)]
    public IReadOnlyList<string>? OperationIds { get; init; }

    /// <summary>True cancels everything that waits in the account's queue or is held.</summary>
    public bool? All { get; init; }
}

/// <summary>
/// Answer of <c>cancel_operations</c>: one row for each id, in the same order, or for each operation that waited.
/// </summary>
public sealed record CancelOperationsData
{
    /// <summary>The number of operations that this call cancelled.</summary>
    public required int Cancelled { get; init; }

    /// <summary>The number of rows that were refused.</summary>
    public required int Refused { get; init; }

    /// <summary>The outcome of each row.</summary>
    public required IReadOnlyList<CancelOperationRow> Rows { get; init; }
}

/// <summary>The outcome of one row of <c>cancel_operations</c>.</summary>
public sealed record CancelOperationRow
{
    /// <summary>The operation's id.</summary>
    public required string OperationId { get; init; }

    /// <summary>What happened to the operation.</summary>
    public required CancelStatus Status { get; init; }

    /// <summary>Why the row was refused; the client reads a reason newer than itself as null.</summary>
    public Reason? Reason { get; init; }

    /// <summary>A sentence for people, if the row was refused.</summary>
    public string? Message { get; init; }
}

/// <summary>What happened to one operation of <c>cancel_operations</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CancelStatus>))]
public enum CancelStatus
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The call cancelled the operation.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>The operation was cancelled before the call.</summary>
    [JsonStringEnumMemberName("already_cancelled")]
    AlreadyCancelled,

    /// <summary>The row was refused.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}

/// <summary>Parameters of <c>release_operations</c>: either the ids, or <see cref="All"/>.</summary>
public sealed record ReleaseOperationsParams
{
    /// <summary>The ids of 1 to 1,000 operations.</summary>
    [Length(1, ParamBounds.MaxRows)]
    public IReadOnlyList<string>? OperationIds { get; init; }

    /// <summary>True releases everything of the account that is held.</summary>
    public bool? All { get; init; }
}

/// <summary>
/// Answer of <c>release_operations</c>: one row for each id, in the same order, or for each operation that was held.
/// </summary>
public sealed record ReleaseOperationsData
{
    /// <summary>The number of operations that this call released.</summary>
    public required int Released { get; init; }

    /// <summary>The number of rows that were refused.</summary>
    public required int Refused { get; init; }

    /// <summary>The outcome of each row.</summary>
    public required IReadOnlyList<ReleaseOperationRow> Rows { get; init; }
}

/// <summary>The outcome of one row of <c>release_operations</c>.</summary>
public sealed record ReleaseOperationRow
{
    /// <summary>The operation's id.</summary>
    public required string OperationId { get; init; }

    /// <summary>What happened to the operation.</summary>
    public required ReleaseStatus Status { get; init; }

    /// <summary>Why the row was refused; the client reads a reason newer than itself as null.</summary>
    public Reason? Reason { get; init; }

    /// <summary>A sentence for people, if the row was refused.</summary>
    public string? Message { get; init; }
}

/// <summary>What happened to one operation of <c>release_operations</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReleaseStatus>))]
public enum ReleaseStatus
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The call put the operation back into the queue.</summary>
    [JsonStringEnumMemberName("released")]
    Released,

    /// <summary>The row was refused.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
