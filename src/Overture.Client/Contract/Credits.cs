using System.Text.Json.Serialization;

namespace Overture.Client.Contract;

/// <summary>Answer of <c>GET /v2/credits</c>.</summary>
public sealed record CreditsData
{
    /// <summary>Credits the workspace can spend now; reserved ones are already taken off.</summary>
    public required long Credits { get; init; }
}

/// <summary>Answer of <c>GET /v2/credits/statement</c>: what was given, taken and by which key.</summary>
public sealed record StatementData
{
    /// <summary>Credits the workspace can spend now; the sum of all entries.</summary>
    public required long Credits { get; init; }

    /// <summary>What each key of the workspace has used, in the order of the keys' ids.</summary>
    public required IReadOnlyList<StatementKey> Keys { get; init; }

    /// <summary>A page of entries, oldest first.</summary>
    public required IReadOnlyList<StatementItem> Items { get; init; }

    /// <summary>What to pass as <c>after</c> for the next page; null on the last one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? Next { get; init; }
}

/// <summary>What one key has used.</summary>
public sealed record StatementKey
{
    /// <summary>The key's id; never the key.</summary>
    public required string ApiKeyId { get; init; }

    /// <summary>Credits taken off for this key's invitations, less what was given back.</summary>
    public required long Used { get; init; }

    /// <summary>The part of <c>used</c> that is only reserved: its invitations are not settled yet.</summary>
    public required long Reserved { get; init; }
}

/// <summary>One entry of the ledger.</summary>
public sealed record StatementItem
{
    /// <summary>Rises from entry to entry.</summary>
    public required long Id { get; init; }

    /// <summary><c>grant</c>, <c>reserve</c>, <c>commit</c> or <c>release</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it does to the balance; 0 for <c>commit</c>, whose price was taken off by <c>reserve</c>.</summary>
    public required long Amount { get; init; }

    /// <summary>The key that asked; absent for grants.</summary>
    public string? ApiKeyId { get; init; }

    /// <summary>What was paid for; absent for grants.</summary>
    public string? InvitationId { get; init; }

    /// <summary>The invitation as <c>invite</c> named it; absent while it has no name, and for grants.</summary>
    public string? InvitationUrn { get; init; }

    /// <summary>When it was entered (UTC).</summary>
    [JsonConverter(typeof(WholeSecondsConverter))]
    public required DateTimeOffset CreatedAt { get; init; }
}
