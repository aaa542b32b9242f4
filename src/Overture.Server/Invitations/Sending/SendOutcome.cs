using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Http;
using Overture.Server.Telemetry;

namespace Overture.Server.Invitations.Sending;

/// <summary>What a send came to. Pure.</summary>
/// <param name="State">Where the invitation stands now.</param>
internal sealed record SendOutcome(InvitationState State)
{
    /// <summary>The platform's number of the invitation, when it named one.</summary>
    public long? Number { get; init; }

    /// <summary>What the caller hears when nothing was sent.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>
    /// True when the account was lost with it, so that the same request can succeed once it is connected again.
    /// </summary>
    public bool LosesAccount { get; init; }

    /// <summary>The word under which it is counted.</summary>
    public Outcome Counted => State switch
    {
        InvitationState.Pending or InvitationState.Accepted or InvitationState.DeclinedOrExpired
            or InvitationState.Withdrawn => Outcome.Sent,
        InvitationState.Refused => Outcome.Refused,
        InvitationState.NotSent => Outcome.NotSent,
        InvitationState.Sending or InvitationState.Unknown => Outcome.Unknown,
    };

    /// <summary>Why nothing was sent; without a reason, the platform could not be reached.</summary>
    public Refusal Why(DateTimeOffset now) => Refusal ?? new Refusal(Reason.UpstreamUnavailable) { RetryAt = now };

    public static SendOutcome Sent(long number) => new(InvitationState.Pending) { Number = number };

    public static SendOutcome Of(UpstreamAnswer<SentInvitation> answer)
    {
        if (answer.Failure is not { } failure) return Sent(answer.Value!.InvitationId);
        return failure.Class switch
        {
            FailureClass.PerhapsSent or FailureClass.AnsweredBadly => new(InvitationState.Unknown),
            FailureClass.NotSent => new(InvitationState.NotSent) { Refusal = answer.Refusal },
            FailureClass.Refused or FailureClass.Throttled or FailureClass.SessionLost => new(InvitationState.Refused)
            {
                Refusal = answer.Refusal,
                LosesAccount = UpstreamRefusal.AccountLostBy(failure) is not null,
            },
        };
    }
}
