using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;

namespace Overture.Server.Accounts.Upstream;

/// <summary>Puts a failure of the platform into the contract's words. Pure.</summary>
internal static class UpstreamRefusal
{
    private static readonly TimeSpan FirstCheck = TimeSpan.FromSeconds(2);

    public static Refusal Of(Failure failure, UpstreamOptions options, DateTimeOffset now) => failure.Class switch
    {
        FailureClass.NotSent => new(Reason.UpstreamUnavailable) { RetryAt = now + options.UnavailableCooldown },
        FailureClass.Throttled => new(Reason.PlatformThrottled)
        {
            RetryAt = failure.RetryAt > now ? failure.RetryAt : now + options.ThrottleCooldown,
        },
        FailureClass.SessionLost => new(OfLoss(failure.Loss ?? SessionLoss.Expired)),
        FailureClass.Refused => OfRefusal(failure, options, now),
        FailureClass.PerhapsSent => new(Reason.OutcomeUnknown) { RetryAt = now + FirstCheck },
        FailureClass.AnsweredBadly => Changed(failure),
    };

    /// <summary>Why the account cannot act any more after this failure; null when it still can.</summary>
    public static Reason? AccountLostBy(Failure failure) => failure switch
    {
        { Class: FailureClass.SessionLost } => OfLoss(failure.Loss ?? SessionLoss.Expired),
        { Refusal: PlatformRefusal.AccountRestricted } => Reason.AccountRestricted,
        _ => null,
    };

    private static Refusal OfRefusal(Failure failure, UpstreamOptions options, DateTimeOffset now) =>
        (failure.Refusal ?? PlatformRefusal.Unknown) switch
        {
            PlatformRefusal.PersonNotFound => new(Reason.PersonNotFound),
            PlatformRefusal.CannotResendYet => new(Reason.ResendCooldown) { RetryAt = now + options.ResendCooldown },
            PlatformRefusal.NoteQuotaReached => new(Reason.NoteQuota) { RetryAt = now + options.NoteQuotaCooldown },
            PlatformRefusal.InvitationLimitReached => new(Reason.PlatformInvitationLimit)
            {
                RetryAt = now + options.InvitationLimitCooldown,
            },
            PlatformRefusal.EmailRequired => new(Reason.EmailRequired),
            PlatformRefusal.NotInvitable => new(Reason.NotInvitable),
            PlatformRefusal.NoteTooLong => new(
                Reason.NoteTooLong, "The platform found the note too long for this account."),
            PlatformRefusal.AccountRestricted => new(Reason.AccountRestricted),
            PlatformRefusal.Unknown => Changed(failure),
        };

    private static Reason OfLoss(SessionLoss loss) => loss switch
    {
        SessionLoss.Expired => Reason.SessionExpired,
        SessionLoss.ChallengeRequired => Reason.ChallengeRequired,
        SessionLoss.Restricted => Reason.AccountRestricted,
    };

    private static Refusal Changed(Failure failure) => new(Reason.UpstreamChanged)
    {
        Details = new[]
        {
            ("status", failure.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("code", failure.Code),
        }
            .Where(fact => fact.Item2 is not null)
            .ToDictionary(fact => fact.Item1, fact => fact.Item2!) is { Count: > 0 } details ? details : null,
    };
}
