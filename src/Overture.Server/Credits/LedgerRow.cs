namespace Overture.Server.Credits;

/// <summary>What a ledger entry does to the balance. The numbers are stored.</summary>
internal enum LedgerKind
{
    /// <summary>Credits given; positive.</summary>
    Grant = 1,

    /// <summary>
    /// Taken off for granted work; negative. While the work has no outcome, the credits are reserved.
    /// </summary>
    Debit = 2,

    /// <summary>A debit given back, because the work came to nothing; positive.</summary>
    Refund = 3,

    /// <summary>The sum of a key's entries that retention has closed, or of the grants among them.</summary>
    CarriedForward = 4,
}

/// <summary>
/// One entry of the ledger. Entries are only ever added, and old ones are closed into their sum; a balance is the sum
/// of all. When it was entered stands in its id.
/// </summary>
internal sealed class LedgerRow
{
    public required long WorkspaceId { get; init; }

    /// <summary>A debit has the id of the work that it pays for, so there is one at most.</summary>
    public required long Id { get; init; }

    public long? ApiKeyId { get; init; }

    /// <summary>The account that the work is of; null for grants.</summary>
    public long? AccountId { get; init; }

    /// <summary>Whose debit a refund gives back; null for other entries.</summary>
    public long? RefundOf { get; init; }

    public required LedgerKind Kind { get; init; }

    public required long Amount { get; init; }
}
