using Overture.Client.Contract;

namespace Overture.Server.Storage.Rows;

/// <summary>A connected account. One actor at a time may write for it: the one that took the newest epoch.</summary>
internal sealed class AccountRow
{
    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string Platform { get; init; }

    /// <summary>The member the account belongs to; with workspace and platform it is unique.</summary>
    public required string MemberId { get; init; }

    public required string Name { get; set; }

    public string? Country { get; set; }

    public required bool IsPremium { get; set; }

    /// <summary>Null while the account is active; else why it is not.</summary>
    public Reason? InactiveReason { get; set; }

    /// <summary>Rises with each activation of the account's actor; every commit of an actor checks its own.</summary>
    public long Epoch { get; set; }

    /// <summary>The account's own limits as JSON; null when it has none and the deployment's hold.</summary>
    public string? OwnLimits { get; set; }

    /// <summary>When its queue is to be looked at next; null while nothing waits in it.</summary>
    public DateTimeOffset? QueueAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
