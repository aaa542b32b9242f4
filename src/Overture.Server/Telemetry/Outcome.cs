namespace Overture.Server.Telemetry;

/// <summary>What a turn, or a later look, came to; one value of the tag <c>overture.outcome</c> each.</summary>
internal enum Outcome
{
    /// <summary>The upstream has the invitation.</summary>
    Sent,

    /// <summary>The two are connected; nothing had to be sent.</summary>
    AlreadyConnected,

    /// <summary>The upstream said no to the send.</summary>
    Refused,

    /// <summary>Nothing reached the upstream.</summary>
    NotSent,

    /// <summary>It cannot be told yet.</summary>
    Unknown,
}
