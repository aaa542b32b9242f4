using Overture.Client.Contract;

namespace Overture.Server.Accounts.Runtime;

/// <summary>A connected account. One grain at a time may write for it: the one that took the newest epoch.</summary>
internal sealed record AccountRow
{
    public required long Id { get; init; }

    public required long WorkspaceId { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>The member that the account belongs to; with workspace and platform it is unique.</summary>
    public required string MemberId { get; init; }

    public required string Name { get; init; }

    public string? Country { get; init; }

    public required bool IsPremium { get; init; }

    /// <summary>Null while the account is active; otherwise why it is not.</summary>
    public Reason? InactiveReason { get; init; }

    /// <summary>Rises with each activation of the account's grain; every commit checks it.</summary>
    public long Epoch { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
