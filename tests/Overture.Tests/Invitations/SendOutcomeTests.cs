using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Invitations;

namespace Overture.Tests.Invitations;

/// <summary>Every way in which a send can fail, and what it means for the invitation and its caller.</summary>
public sealed class SendOutcomeTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(FailureClass.PerhapsSent)]
    [InlineData(FailureClass.AnsweredBadly)]
    public void What_may_have_arrived_is_unknown_and_says_nothing_yet(FailureClass failure)
    {
        var outcome = Of(new Failure(FailureStage.Send, failure));
        Assert.Equal("Unknown", outcome.State.ToString());
        Assert.Null(outcome.Refusal);
    }

    [Fact]
    public void What_never_left_can_be_tried_again_soon()
    {
        var outcome = Of(new Failure(FailureStage.Send, FailureClass.NotSent));
        Assert.Equal("NotSent", outcome.State.ToString());
        Assert.Equal((Reason.UpstreamUnavailable, Now.AddSeconds(30)), (outcome.Refusal!.Reason, outcome.Refusal.RetryAt));
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
        var outcome = Of(new Failure(FailureStage.Send, FailureClass.Refused) { Refusal = refusal });
        Assert.Equal("Refused", outcome.State.ToString());
        Assert.Equal((reason, accountLost), (outcome.Refusal!.Reason, outcome.AccountLost));
        Assert.Equal(Reasons.Of(reason).HasRetryAt, outcome.Refusal.RetryAt is not null);
    }

    [Theory]
    [InlineData(SessionLoss.Expired, Reason.SessionExpired)]
    [InlineData(SessionLoss.ChallengeRequired, Reason.ChallengeRequired)]
    [InlineData(SessionLoss.Restricted, Reason.AccountRestricted)]
    public void A_lost_session_stops_the_account(SessionLoss loss, Reason reason)
    {
        var outcome = Of(new Failure(FailureStage.Send, FailureClass.SessionLost) { Loss = loss });
        Assert.Equal((reason, reason), (outcome.Refusal!.Reason, outcome.AccountLost));
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(null, 900)]
    [InlineData(-5, 900)]
    public void A_pause_lasts_as_long_as_the_platform_says_and_else_a_quarter_of_an_hour(int? said, int expected)
    {
        var outcome = Of(new Failure(FailureStage.Send, FailureClass.Throttled)
        {
            RetryAt = said is { } seconds ? Now.AddSeconds(seconds) : null,
        });
        Assert.Equal((Reason.PlatformThrottled, Now.AddSeconds(expected)), (outcome.Refusal!.Reason, outcome.Refusal.RetryAt));
    }

    private static SendOutcome Of(Failure failure) => SendOutcome.Of(failure, new InvitationOptions(), Now);
}
