namespace Overture.Connectors;

/// <summary>
/// Calls a professional network on behalf of one account's session. Implementations keep no state of an account, never
/// follow redirects, retry reads only, and send an invitation at most once per call, because the platform has no
/// idempotency token. A failure is a value (<see cref="Failure"/>), never an exception.
/// </summary>
public interface IConnector
{
    /// <summary>True when the connector calls this machine only: a sandbox, not a real network.</summary>
    bool IsLocal { get; }

    /// <summary>The longest duration of a send. Afterwards the call has ended and sends nothing more.</summary>
    TimeSpan LongestSend { get; }

    /// <summary>
    /// The most requests that one call of this connector makes to read, with retries. The calls count what they make
    /// with the session's <see cref="Session.Meter"/>.
    /// </summary>
    int MaxReads { get; }

    /// <summary>Reads the session's own profile; this also checks that the session still works.</summary>
    Task<Answer<OwnProfile>> ReadOwnProfileAsync(Session session, CancellationToken cancellationToken);

    /// <summary>Finds a person by slug or member id, with the relationship to the session's member.</summary>
    Task<Answer<Person>> ResolvePersonAsync(
        Session session, PersonIdentifier identifier, CancellationToken cancellationToken);

    /// <summary>Reads the relationship only; this resolves an invitation with an unknown outcome.</summary>
    Task<Answer<Relationship>> ReadRelationshipAsync(
        Session session, string memberId, CancellationToken cancellationToken);

    /// <summary>
    /// Sends one invitation, once. A value means that the platform named the new invitation. Otherwise the
    /// <see cref="FailureClass"/> says whether an invitation might exist.
    /// </summary>
    /// <param name="session">The inviting member's session.</param>
    /// <param name="memberId">Opaque member id (<c>ACoAA…</c>).</param>
    /// <param name="note">The note, or null for an invitation without one; never the empty string.</param>
    /// <param name="latest">
    /// The deadline for the first byte, checked right before that byte leaves. After the deadline nothing is sent and
    /// the answer is <see cref="FailureClass.NotSent"/>; resolving the invitation from elsewhere relies on this.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, not the invitation: a cancelled send might have left.</param>
    Task<Answer<SentInvitation>> SendInvitationAsync(
        Session session, string memberId, string? note, DateTimeOffset latest, CancellationToken cancellationToken);
}
