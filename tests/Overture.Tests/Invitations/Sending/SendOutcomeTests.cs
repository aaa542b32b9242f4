using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Invitations;
using Overture.Server.Invitations.Sending;

namespace Overture.Tests.Invitations.Sending;

/// <summary>Every way in which a send fails, and what it means for the invitation and the caller.</summary>
public sealed class SendOutcomeTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_invitation_that_the_platform_named_is_pending()
    {
        var outcome = SendOutcome.Of(new UpstreamAnswer<SentInvitation>(new SentInvitation(7)));

        Assert.Equal((InvitationState.Pending, 7L), (outcome.State, outcome.Number));
        Assert.Null(outcome.Refusal);
    }

    [Theory]
    [InlineData(FailureClass.PerhapsSent)]
    [InlineData(FailureClass.AnsweredBadly)]
    public void A_send_that_perhaps_arrived_is_unknown_and_has_no_refusal_yet(FailureClass failure)
    {
        var outcome = Of(new Failure(FailureStage.Send, failure));

        Assert.Equal(InvitationState.Unknown, outcome.State);
        Assert.Null(outcome.Refusal);
    }

    [Fact]
    public void A_send_that_never_left_can_be_retried_soon()
    {
        var outcome = Of(new Failure(FailureStage.Send, FailureClass.NotSent));

        Assert.Equal(InvitationState.NotSent, outcome.State);
        Assert.Equal(
            (Reason.UpstreamUnavailable, Now.AddSeconds(30)), (outcome.Refusal!.Reason, outcome.Refusal.RetryAt));
    }

    [Theory]
    [InlineData(PlatformRefusal.CannotResendYet, Reason.ResendCooldown, null)]
    [InlineData(PlatformRefusal.NoteQuotaReached, Reason.NoteQuota, null)]
    [InlineData(PlatformRefusal.InvitationLimitReached, Reason.PlatformInvitationLimit, null)]
    [InlineData(PlatformRefusal.EmailRequired, Reason.EmailRequired, null)]
    [InlineData(PlatformRefusal.NotInvitable, Reason.NotInvitable, null)]
    [InlineData(PlatformRefusal.NoteTooLong, Reason.NoteTooLong, null)]
    [InlineData(PlatformRefusal.PersonNotFound, Reason.PersonNotFound, null)]
    [InlineData(PlatformRefusal.AccountRestricted, Reason.AccountRestricted, Reason.AccountRestricted)]
    [InlineData(PlatformRefusal.Unknown, Reason.UpstreamChanged, null)]
    public void A_refusal_keeps_its_meaning(PlatformRefusal refusal, Reason reason, Reason? accountLost)
    {
        var failure = new Failure(FailureStage.Send, FailureClass.Refused) { Refusal = refusal };

        var outcome = Of(failure);

        Assert.Equal(InvitationState.Refused, outcome.State);
        Assert.Equal((reason, accountLost is not null), (outcome.Refusal!.Reason, outcome.LosesAccount));
        Assert.Equal(accountLost, UpstreamRefusal.AccountLostBy(failure));
        Assert.Equal(Reasons.Of(reason).HasRetryAt, outcome.Refusal.RetryAt is not null);
    }

    [Theory]
    [InlineData(SessionLoss.Expired, Reason.SessionExpired)]
    [InlineData(SessionLoss.ChallengeRequired, Reason.ChallengeRequired)]
    [InlineData(SessionLoss.Restricted, Reason.AccountRestricted)]
    public void A_lost_session_stops_the_account(SessionLoss loss, Reason reason)
    {
        var failure = new Failure(FailureStage.Send, FailureClass.SessionLost) { Loss = loss };

        var outcome = Of(failure);

        Assert.Equal((reason, true), (outcome.Refusal!.Reason, outcome.LosesAccount));
        Assert.Equal(reason, UpstreamRefusal.AccountLostBy(failure));
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(null, 900)]
    [InlineData(-5, 900)]
    public void A_pause_lasts_as_long_as_the_platform_says_and_15_minutes_by_default(int? said, int expected)
    {
        var outcome = Of(new Failure(FailureStage.Send, FailureClass.Throttled)
        {
            RetryAt = said is { } seconds ? Now.AddSeconds(seconds) : null,
        });

        Assert.Equal(
            (Reason.PlatformThrottled, Now.AddSeconds(expected)), (outcome.Refusal!.Reason, outcome.Refusal.RetryAt));
    }

    [Fact]
    public void Every_class_of_failure_has_an_outcome() => Assert.All(
        Enum.GetValues<FailureClass>(),
        @class =>
        {
            var outcome = Of(new Failure(FailureStage.Send, @class));
            Assert.Equal(outcome.State == InvitationState.Unknown, outcome.Refusal is null);
        });

    private static SendOutcome Of(Failure failure) => SendOutcome.Of(
        new UpstreamAnswer<SentInvitation>(failure, UpstreamRefusal.Of(failure, new UpstreamOptions(), Now)));
}
