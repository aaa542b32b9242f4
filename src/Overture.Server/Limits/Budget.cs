namespace Overture.Server.Limits;

/// <summary>What a budget counts. The order is the one in which they are looked at.</summary>
internal enum BudgetKind
{
    /// <summary>Invitations that wait for an answer.</summary>
    Pending,

    /// <summary>Invitations of any seven days.</summary>
    Week,

    /// <summary>Invitations of a day of the account's calendar.</summary>
    Day,

    /// <summary>Invitations with a note of any thirty days.</summary>
    Notes,
}

/// <summary>How one budget stands at a moment.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Limit">How many there may be.</param>
/// <param name="Used">How many there are.</param>
/// <param name="ResetAt">
/// When fewer will be used if nothing else is sent; null when time alone does not change it.
/// </param>
internal readonly record struct Budget(BudgetKind Kind, int Limit, int Used, DateTimeOffset? ResetAt)
{
    public int Remaining => Math.Max(0, Limit - Used);
}
