using Overture.Server.Http;

namespace Overture.Server.Invitations.Sending;

/// <summary>What a request came to.</summary>
internal sealed record InviteResult
{
    /// <summary>Why nothing was begun; null when something was, or nothing had to be.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The durable answer; null when nothing was begun.</summary>
    public WireAnswer? Answer { get; init; }

    /// <summary>What became of the send, when there was one.</summary>
    public SendOutcome? Outcome { get; init; }

    /// <summary>The request is to wait in the queue until a note may be sent; nothing was begun.</summary>
    public bool WaitsForNote { get; init; }

    /// <summary>False when what was found out could not be made durable; the same read will find it again.</summary>
    public bool IsWritten { get; init; } = true;

    /// <summary>What a caller hears who gets no durable answer.</summary>
    public Refusal? Why => Refusal ?? Outcome?.Refusal;

    public static InviteResult Refused(Refusal refusal) => new() { Refusal = refusal };
}
