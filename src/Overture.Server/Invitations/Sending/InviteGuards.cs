using Overture.Client.Contract;
using Overture.Server.Accounts.Runtime;
using Overture.Server.Http;

namespace Overture.Server.Invitations.Sending;

/// <summary>
/// What the steps of an invitation insist on. Credits and the idempotency key have their guards where they belong.
/// </summary>
internal static class InviteGuards
{
    /// <summary>The account's workspace has not paused it meanwhile.</summary>
    public static readonly Guard Paused = new("paused", _ => new Refusal(Reason.AccountPaused));

    /// <summary>The account has no live invitation to the person.</summary>
    public static readonly Guard LiveInvitation = new("live invitation", _ => new Refusal(Reason.AlreadyInvited));

    /// <summary>
    /// The pending invitation that the platform does not show is old enough for its absence to mean something.
    /// </summary>
    public static readonly Guard LastingAbsence = new("lasting absence", _ => new Refusal(Reason.AlreadyInvited));

    /// <summary>The person is on no do-not-contact list.</summary>
    public static readonly Guard Listed = new("listed", _ => new Refusal(Reason.DoNotContact));

    /// <summary>No teammate is contacting the person.</summary>
    public static readonly Guard Claimed = new(
        "claimed", now => new Refusal(Reason.ClaimedByTeammate) { RetryAt = now });

    /// <summary>The operation is queued still.</summary>
    public static readonly Guard Operation = new("operation", _ => new Refusal(Reason.OperationNotQueued));

    /// <summary>The invitation has no outcome yet.</summary>
    public static readonly Guard Unresolved = new("unresolved", Refusal.Busy);
}
