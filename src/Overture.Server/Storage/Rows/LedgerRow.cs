namespace Overture.Server.Storage.Rows;

/// <summary>What a ledger entry does to the balance.</summary>
internal enum LedgerKind
{
    /// <summary>Credits given; positive.</summary>
    Grant,

    /// <summary>Taken off with the intent; negative.</summary>
    Reserve,

    /// <summary>The reservation became a debit; amount 0, since it was taken off already.</summary>
    Commit,

    /// <summary>The reservation was given back; positive.</summary>
    Release,
}

/// <summary>One entry of the ledger. Entries are only ever added; a balance is their sum.</summary>
internal sealed class LedgerRow
{
    public long Id { get; init; }

    public required string WorkspaceId { get; init; }

    public string? ApiKeyId { get; init; }

    /// <summary>What was paid for; one entry of each kind at most.</summary>
    public string? InvitationId { get; init; }

    public required LedgerKind Kind { get; init; }

    public required long Amount { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The sum of a workspace's entries, kept beside them in the same transactions; never below zero.</summary>
internal sealed class BalanceRow
{
    public required string WorkspaceId { get; init; }

    public required long Credits { get; set; }
}
