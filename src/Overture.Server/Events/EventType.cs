namespace Overture.Server.Events;

/// <summary>What happened. The numbers are stored.</summary>
internal enum EventType
{
    /// <summary>An account was connected, for the first time or again while it could act.</summary>
    AccountConnected = 1,

    /// <summary>An account can no longer act; <c>reason</c> says why.</summary>
    AccountDisconnected = 2,

    /// <summary>An account that could not act can act again.</summary>
    AccountRestored = 3,

    /// <summary>Answers in an unknown shape stopped an account's invitations.</summary>
    BreakerOpened = 4,

    /// <summary>The platform closed something to an account for a while.</summary>
    LimitReached = 5,
}
