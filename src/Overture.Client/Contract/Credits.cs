using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <content>Names of the calls about credits.</content>
public static partial class ActionNames
{
    /// <summary>Reads the balance (<c>GET /v2/credits</c>).</summary>
    public const string GetCredits = "get_credits";

    /// <summary>Reads the ledger's entries (<c>GET /v2/credits/statement</c>).</summary>
    public const string GetStatement = "get_statement";
}

/// <summary>Answer of <c>GET /v2/credits</c>.</summary>
public sealed record CreditsData
{
    /// <summary>The credits that the workspace can spend; reserved credits are already deducted.</summary>
    public required long Credits { get; init; }
}

/// <summary>Answer of <c>GET /v2/credits/statement</c>: the ledger, and what each key has used.</summary>
public sealed record StatementData
{
    /// <summary>The credits that the workspace can spend: the sum of all entries.</summary>
    public required long Credits { get; init; }

    /// <summary>What each key of the workspace has used, ordered by the keys' ids.</summary>
    public required IReadOnlyList<StatementKey> Keys { get; init; }

    /// <summary>The entries of the page, oldest first.</summary>
    public required IReadOnlyList<StatementItem> Items { get; init; }

    /// <summary>The <c>after</c> of the next page; null on the last page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Next { get; init; }
}

/// <summary>What one key has used.</summary>
public sealed record StatementKey
{
    /// <summary>The key's id; never the key itself.</summary>
    public required string ApiKeyId { get; init; }

    /// <summary>The credits debited for this key's invitations, minus refunds.</summary>
    public required long Used { get; init; }

    /// <summary>The part of <c>used</c> that is reserved for invitations whose outcome is still open.</summary>
    public required long Reserved { get; init; }
}

/// <summary>One entry of the ledger.</summary>
public sealed record StatementItem
{
    /// <summary>The entry's id, such as <c>ent_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the entry is.</summary>
    public required LedgerEntryKind Kind { get; init; }

    /// <summary>The change of the balance: negative for a debit, positive for a grant or a refund.</summary>
    public required long Amount { get; init; }

    /// <summary>The id of the key that sent the request; absent for a grant.</summary>
    public string? ApiKeyId { get; init; }

    /// <summary>The gateway's id of the invitation; absent for a grant.</summary>
    public string? InvitationId { get; init; }

    /// <summary>The invitation's URN; absent for a grant, and until the platform has numbered the invitation.</summary>
    public string? InvitationUrn { get; init; }

    /// <summary>When the entry was made (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The kinds of ledger entries.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LedgerEntryKind>))]
public enum LedgerEntryKind
{
    /// <summary>A value newer than this client.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The operator granted credits.</summary>
    [JsonStringEnumMemberName("grant")]
    Grant,

    /// <summary>
    /// An invitation's price. It is entered before the invitation is sent, and is reserved until the outcome is known.
    /// </summary>
    [JsonStringEnumMemberName("debit")]
    Debit,

    /// <summary>The price of an invitation that was not sent after all.</summary>
    [JsonStringEnumMemberName("refund")]
    Refund,

    /// <summary>
    /// The sum of a key's older entries, or of older grants. Single entries are kept for as long as the operator sets.
    /// </summary>
    [JsonStringEnumMemberName("carried_forward")]
    CarriedForward,
}
