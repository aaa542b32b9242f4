namespace Overture.Server.Storage.Rows;

/// <summary>A pending invitation of the account that this gateway did not send. It counts in the budgets from when it was seen.</summary>
internal sealed class SeenInvitationRow
{
    public required string AccountId { get; init; }

    /// <summary>The upstream's number; with the account it is unique.</summary>
    public required long Number { get; init; }

    public required string PersonId { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>When it was looked at last.</summary>
    public required DateTimeOffset LookedAt { get; init; }
}
