using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>A wish in an account's queue, and what became of it.</summary>
public sealed record OperationData
{
    /// <summary><c>queued</c>, <c>running</c>, <c>sent</c>, <c>already_connected</c>, <c>refused</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Names the operation.</summary>
    public required string OperationId { get; init; }

    /// <summary>While it waits: when it will be tried, as things stand now.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>Who is meant, as slug or member id.</summary>
    public required string Person { get; init; }

    /// <summary>The invitation, once the platform has it.</summary>
    public string? InvitationUrn { get; init; }

    /// <summary>Why it was refused; while it waits, why it was not sent at the last try.</summary>
    public Reason? Reason { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>True when it was sent without its note.</summary>
    public bool? NoteDropped { get; init; }

    /// <summary>When it was asked for.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything about it changed last.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Answer of an <c>invite</c> that was queued (202).</summary>
public sealed record QueuedData
{
    /// <summary>Always <c>queued</c>.</summary>
    public string Status { get; init; } = "queued";

    /// <summary>Names the operation: for <c>get_operation</c> and <c>cancel_operation</c>.</summary>
    public required string OperationId { get; init; }

    /// <summary>When it will be tried, as things stand now.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset ScheduledFor { get; init; }
}

/// <summary>Names one operation: parameters of <c>get_operation</c> and <c>cancel_operation</c>.</summary>
public sealed record OperationParams
{
    /// <summary>What the queueing answer named.</summary>
    public required string OperationId { get; init; }
}

/// <summary>Parameters of <c>list_operations</c>.</summary>
public sealed record ListOperationsParams
{
    /// <summary>Only those of this status; null for all.</summary>
    public string? Status { get; init; }

    /// <summary>How many at most: 1 to 500, default 50.</summary>
    public int? Count { get; init; }

    /// <summary><c>next_cursor</c> of the page before; null for the first.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Answer of <c>list_operations</c>: in the order of the queue.</summary>
public sealed record OperationsData
{
    /// <summary>The page.</summary>
    public required IReadOnlyList<OperationData> Items { get; init; }

    /// <summary>Where the next page begins; absent on the last.</summary>
    public string? NextCursor { get; init; }
}

/// <summary>Parameters of <c>invite_many</c>.</summary>
public sealed record InviteManyParams
{
    /// <summary>1 to 1,000 wishes, in the order in which they are to be sent.</summary>
    public required IReadOnlyList<InviteRow> Rows { get; init; }

    /// <summary>For all rows: <c>queue</c> (the default) or a time, as in <c>invite</c>.</summary>
    public string? When { get; init; }

    /// <summary>For all rows, as in <c>invite</c>.</summary>
    public NotePolicy? NotePolicy { get; init; }
}

/// <summary>One wish of <c>invite_many</c>.</summary>
public sealed record InviteRow
{
    /// <summary>As in <c>invite</c>.</summary>
    public string? ProfileUrl { get; init; }

    /// <summary>As in <c>invite</c>.</summary>
    public string? LinkedinUrl { get; init; }

    /// <summary>As in <c>invite</c>.</summary>
    public string? Identifier { get; init; }

    /// <summary>As in <c>invite</c>.</summary>
    public string? Message { get; init; }
}

/// <summary>Answer of <c>invite_many</c> (202): one row for each that was given, in the same order. All are durable, or none.</summary>
public sealed record InviteManyData
{
    /// <summary>How many were put into the queue.</summary>
    public required int Queued { get; init; }

    /// <summary>How many were there already or twice in the request.</summary>
    public required int Duplicates { get; init; }

    /// <summary>How many were refused.</summary>
    public required int Refused { get; init; }

    /// <summary>What became of each row.</summary>
    public required IReadOnlyList<InviteManyRow> Rows { get; init; }
}

/// <summary>What became of one row.</summary>
public sealed record InviteManyRow
{
    /// <summary><c>queued</c>, <c>duplicate</c> (the operation that was there first is named) or <c>refused</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The operation.</summary>
    public string? OperationId { get; init; }

    /// <summary>When it will be tried, as things stand now.</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>Why it was refused.</summary>
    public Reason? Reason { get; init; }

    /// <summary>A sentence for people, when it was refused.</summary>
    public string? Message { get; init; }
}
