using Overture.Client.Contract;

namespace Overture.Server.Limits;

/// <summary>What the platform has closed to an account for a while. The numbers are stored.</summary>
internal enum CooldownKind
{
    /// <summary>Notes; an invitation without one can go through.</summary>
    Notes = 1,

    /// <summary>Invitations.</summary>
    Invitations = 2,

    /// <summary>Everything: the platform asked for quiet.</summary>
    Account = 3,
}

/// <summary>
/// A pause that the platform asked for. An account has one of each kind at most; it outlives the process.
/// </summary>
internal sealed class CooldownRow
{
    public required long AccountId { get; init; }

    public required CooldownKind Kind { get; init; }

    /// <summary>The reason with which requests are refused meanwhile.</summary>
    public required Reason Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset Until { get; init; }
}
