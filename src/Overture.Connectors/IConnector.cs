namespace Overture.Connectors;

/// <summary>
/// One way to a professional network, spoken for one account's session at a time. Implementations hold no state of an
/// account, never follow redirects, retry reads only, and send an invitation exactly once per call: the upstream has
/// no idempotency token. What goes wrong is a value (<see cref="Failure"/>), never an exception.
/// </summary>
public interface IConnector
{
    /// <summary>True when it speaks to this machine only: a sandbox, not a real network.</summary>
    bool IsLocal { get; }

    /// <summary>The longest that a send can be under way: after it, the call has ended and nothing more leaves.</summary>
    TimeSpan LongestSend { get; }

    /// <summary>Reads the profile that the session belongs to; also the check that a session still lives.</summary>
    Task<Answer<OwnProfile>> ReadOwnProfileAsync(Session session, CancellationToken cancellationToken);

    /// <summary>Finds a person by slug or member id, together with the relationship to the session's member.</summary>
    Task<Answer<Person>> ResolvePersonAsync(Session session, PersonIdentifier identifier, CancellationToken cancellationToken);

    /// <summary>Reads the relationship alone; this is what settles an invitation whose outcome is unknown.</summary>
    Task<Answer<Relationship>> ReadRelationshipAsync(Session session, string memberId, CancellationToken cancellationToken);

    /// <summary>
    /// Sends one invitation, once. A value means that the upstream named the invitation it made; everything else is a
    /// failure, and only its <see cref="FailureClass"/> says whether an invitation may exist.
    /// </summary>
    /// <param name="session">The inviting member's session.</param>
    /// <param name="memberId">Opaque member id (<c>ACoAA…</c>).</param>
    /// <param name="note">The note, or null for an invitation without one; never the empty string.</param>
    /// <param name="latest">
    /// The last moment at which it may begin to leave; looked at when its first byte would go. Later it does not leave, which is
    /// <see cref="FailureClass.NotSent"/>: whoever settles it meanwhile counts on that.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, not the invitation: a cancelled send is perhaps sent.</param>
    Task<Answer<SentInvitation>> SendInvitationAsync(
        Session session, string memberId, string? note, DateTimeOffset latest, CancellationToken cancellationToken);
}
