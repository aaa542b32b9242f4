namespace Overture.Server.Invitations;

/// <summary>
/// A pending invitation of the account that this gateway did not send. It counts in the budgets from when it was seen.
/// </summary>
internal sealed class ExternalInvitationRow
{
    public required long AccountId { get; init; }

    /// <summary>The platform's number; with the account it is unique.</summary>
    public required long Number { get; init; }

    public required string PersonId { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>When it was polled last.</summary>
    public required DateTimeOffset PolledAt { get; init; }
}
