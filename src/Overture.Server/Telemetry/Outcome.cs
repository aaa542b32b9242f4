namespace Overture.Server.Telemetry;

/// <summary>
/// Outcome of an invitation attempt or a later check; each is a value of the tag <c>overture.outcome</c>.
/// </summary>
internal enum Outcome
{
    /// <summary>The platform has the invitation.</summary>
    Sent,

    /// <summary>The two are already connected; nothing was sent.</summary>
    AlreadyConnected,

    /// <summary>The platform refused the send.</summary>
    Refused,

    /// <summary>Nothing reached the platform.</summary>
    NotSent,

    /// <summary>The send may have reached the platform; the resolver finds out.</summary>
    Unknown,
}
