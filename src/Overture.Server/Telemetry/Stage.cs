namespace Overture.Server.Telemetry;

/// <summary>A part of an invitation's life that takes time; each is a span and a value of the tag <c>overture.stage</c>.</summary>
internal enum Stage
{
    /// <summary>The wish waits for its turn with the account.</summary>
    Wait,

    /// <summary>Person and relationship are read from the upstream.</summary>
    FindPerson,

    /// <summary>The intent is made durable.</summary>
    CommitIntent,

    /// <summary>The invitation is sent.</summary>
    Send,

    /// <summary>The relationship is read to find out what became of a send.</summary>
    Look,

    /// <summary>The outcome, or the time of the next look, is made durable.</summary>
    CommitOutcome,
}
