namespace Overture.Server.Growth;

/// <summary>Rows of a kind that retention deletes and a check compares. The numbers are stored.</summary>
internal enum RetainedKind
{
    Invitations = 1,
    Ledger = 2,
    Audit = 3,
}

/// <summary>Up to when rows of a kind may be missing.</summary>
internal sealed class RetentionMarkRow
{
    public required RetainedKind Kind { get; init; }

    /// <summary>Rows from before this instant may have been deleted; younger ones were not.</summary>
    public required DateTimeOffset SweptTo { get; init; }
}
