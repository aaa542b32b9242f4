using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.Storage.Rows;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations;

/// <summary>What a send came to. Pure.</summary>
/// <param name="State">Where the invitation stands now.</param>
internal sealed record SendOutcome(InvitationState State)
{
    /// <summary>The upstream's number of the invitation, when it named one.</summary>
    public long? Number { get; init; }

    /// <summary>What the caller hears when nothing was sent.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Set when the account cannot act any more.</summary>
    public Reason? AccountLost { get; init; }

    /// <summary>What the platform's answer says about the account; null when it gave none.</summary>
    public Signal? Signal { get; init; }

    /// <summary>The same as the word under which it is counted.</summary>
    public Outcome Counted => State switch
    {
        InvitationState.Pending or InvitationState.Accepted or InvitationState.Closed or InvitationState.Withdrawn => Outcome.Sent,
        InvitationState.Refused => Outcome.Refused,
        InvitationState.NotSent => Outcome.NotSent,
        InvitationState.Sending or InvitationState.Unknown => Outcome.Unknown,
    };

    /// <summary>Why nothing was sent; when nobody said so, the platform could not be reached.</summary>
    public Refusal Why(DateTimeOffset now) => Refusal ?? new Refusal(Reason.UpstreamUnavailable) { RetryAt = now };

    public static SendOutcome Sent(long number) => new(InvitationState.Pending) { Number = number, Signal = Signal.None };

    public static SendOutcome Of(Answer<SentInvitation> answer, InvitationOptions options, DateTimeOffset now)
    {
        if (answer.Succeeded(out var sent, out var failure)) return Sent(sent.InvitationId);
        var refusal = UpstreamRefusal.Of(failure, options, now);
        var signal = UpstreamSignal.Of(failure, refusal, now);
        return failure.Class switch
        {
            FailureClass.PerhapsSent or FailureClass.AnsweredBadly => new(InvitationState.Unknown) { Signal = signal },
            FailureClass.NotSent => new(InvitationState.NotSent) { Refusal = refusal },
            FailureClass.Refused or FailureClass.Throttled or FailureClass.SessionLost => new(InvitationState.Refused)
            {
                Refusal = refusal,
                AccountLost = UpstreamRefusal.AccountLostBy(failure),
                Signal = signal,
            },
        };
    }
}
