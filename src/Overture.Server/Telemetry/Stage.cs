namespace Overture.Server.Telemetry;

/// <summary>
/// A stage of an invitation that takes time; each is a span and a value of the tag <c>overture.stage</c>.
/// </summary>
internal enum Stage
{
    /// <summary>The request waits in the account's mailbox.</summary>
    Wait,

    /// <summary>Person and relationship are read from the platform.</summary>
    FindPerson,

    /// <summary>The intent is committed.</summary>
    CommitIntent,

    /// <summary>The invitation is sent.</summary>
    Send,

    /// <summary>The relationship is read to find the outcome of a send.</summary>
    Check,

    /// <summary>The outcome, or the time of the next check, is committed.</summary>
    CommitOutcome,
}
