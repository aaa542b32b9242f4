namespace Overture.Server.Invitations;

/// <summary>
/// An invitation without an outcome, and when it is polled. Apart from the invitation's own row, so that giving that
/// one its outcome touches no index.
/// </summary>
internal sealed record UnresolvedRow
{
    public required long AccountId { get; init; }

    public required long InvitationId { get; init; }

    /// <summary>When the relationship is read next.</summary>
    public required DateTimeOffset NextCheckAt { get; init; }

    /// <summary>How often it was read without resolving the invitation.</summary>
    public int Checks { get; init; }
}
