using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;
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

    /// <summary>The same as the word under which it is counted.</summary>
    public Outcome Counted => State switch
    {
        InvitationState.Pending or InvitationState.Accepted or InvitationState.Closed or InvitationState.Withdrawn => Outcome.Sent,
        InvitationState.Refused => Outcome.Refused,
        InvitationState.NotSent => Outcome.NotSent,
        InvitationState.Sending or InvitationState.Unknown => Outcome.Unknown,
    };

    public static SendOutcome Sent(long number) => new(InvitationState.Pending) { Number = number };

    public static SendOutcome Of(Answer<SentInvitation> answer, InvitationOptions options, DateTimeOffset now)
    {
        if (answer.Succeeded(out var sent, out var failure)) return Sent(sent.InvitationId);
        return failure.Class switch
        {
            FailureClass.PerhapsSent or FailureClass.AnsweredBadly => new(InvitationState.Unknown),
            FailureClass.NotSent => new(InvitationState.NotSent) { Refusal = UpstreamRefusal.Of(failure, options, now) },
            FailureClass.Refused or FailureClass.Throttled or FailureClass.SessionLost => new(InvitationState.Refused)
            {
                Refusal = UpstreamRefusal.Of(failure, options, now),
                AccountLost = UpstreamRefusal.AccountLostBy(failure),
            },
        };
    }
}
