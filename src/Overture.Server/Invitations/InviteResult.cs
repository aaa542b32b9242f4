using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Server.Invitations;

/// <summary>What a turn came to: the caller's answer, and what the account's actor has to know.</summary>
/// <param name="Answer">What the caller hears.</param>
internal sealed record InviteResult(WireAnswer Answer)
{
    /// <summary>The account cannot act any more.</summary>
    public Reason? AccountLost { get; init; }

    /// <summary>What became of the send, when there was one.</summary>
    public SendOutcome? Outcome { get; init; }

    /// <summary>Why nothing was begun, when a rule said so.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The wish wants to wait in the queue until a note may be sent; nothing was begun.</summary>
    public bool WaitsForNote { get; init; }

    /// <summary>False when what was found out could not be made durable; the same look will find it again.</summary>
    public bool IsWritten { get; init; } = true;

    /// <summary>What the actor remembers of the account may not be what is durable; it has to read it again.</summary>
    public bool IsStale { get; init; }

    /// <summary>Another activation has taken over; this one must stop.</summary>
    public bool IsFenced { get; init; }
}
