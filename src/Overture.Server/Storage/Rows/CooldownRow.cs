using Overture.Client.Contract;

namespace Overture.Server.Storage.Rows;

/// <summary>What the platform has closed to an account for a while.</summary>
internal enum CooldownKind
{
    /// <summary>Notes; without one an invitation may go through.</summary>
    Notes,

    /// <summary>Invitations.</summary>
    Invitations,

    /// <summary>Everything: the platform wants quiet.</summary>
    Account,
}

/// <summary>A pause that the platform asked for. One of each kind for an account; it outlives the process.</summary>
internal sealed class CooldownRow
{
    public required string AccountId { get; init; }

    public required CooldownKind Kind { get; init; }

    /// <summary>The reason with which it refuses.</summary>
    public required Reason Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset Until { get; init; }
}
