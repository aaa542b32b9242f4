using Overture.Client.Contract;
using Overture.Server.Http;
using Overture.Server.Limits;
using Overture.Server.Queue;

namespace Overture.Tests.Queue;

/// <summary>
/// When a refusal ends a queued operation: a refusal about the person is an answer, all others can pass.
/// </summary>
public sealed class InvitationQueueTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<Reason, string> Rules =>
        new(Enum.GetValues<Reason>().Select(reason => (reason, RuleOf(reason))));

    public static TheoryData<Reason> All => new(Enum.GetValues<Reason>());

    [Theory]
    [MemberData(nameof(Rules))]
    public void Without_a_time_the_subject_of_a_refusal_decides_whether_it_ends_the_operation(
        Reason reason, string about)
    {
        bool[] expected = about switch
        {
            "the person" or "the note" or "the text of the request" => [true, true, true, true],
            "an unknown answer" => [false, false, true, true],
            "the key" or "the account" or "the platform" or "the gateway" => [false, false, false, false],
            _ => throw new ArgumentOutOfRangeException(nameof(about), about, "No such rule."),
        };

        Assert.Equal(
            expected,
            new[] { 1, 2, 3, 4 }.Select(attempts => InvitationQueue.IsFinal(new Refusal(reason), attempts)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_refusal_with_a_time_ends_no_operation(Reason reason) =>
        Assert.False(InvitationQueue.IsFinal(new Refusal(reason) { RetryAt = Now }, attempts: 100));

    [Fact]
    public void An_open_breaker_ends_no_operation_however_long_it_stays_open()
    {
        var policy = LimitsPolicy.Of(new LimitsOptions(), own: null, isPremium: false, Now, isLocal: true);
        var state = new AccountLimitState(policy, SendHistory.Empty, [], new Breaker("Send 410 -", 3, null, Now));
        var gate = new LimitCheck(state, HasNote: false, NotePolicy.Require, Now).Of(GateName.Breaker);

        Assert.False(InvitationQueue.IsFinal(gate.Refusal!, attempts: 100));
    }

    private static string RuleOf(Reason reason) => reason switch
    {
        Reason.MissingApiKey or Reason.UnknownApiKey or Reason.SandboxKeyRefused or Reason.KeyRateLimit
            or Reason.IdempotencyInProgress or Reason.IdempotencyMismatch or Reason.InsufficientCredits
            or Reason.WorkspaceLimit => "the key",
        Reason.UnknownPath or Reason.MethodNotAllowed or Reason.UnsupportedMediaType or Reason.BodyTooLarge
            or Reason.MalformedBody or Reason.MalformedRequest or Reason.HostNotAllowed or Reason.UnknownAction
            or Reason.MissingParameter or Reason.InvalidParameter or Reason.UnknownParameter or Reason.NotAPersonUrl
            or Reason.UnknownOperation
            or Reason.OperationNotQueued => "the text of the request",
        Reason.UnknownAccount or Reason.LoginRefused or Reason.PendingLimit or Reason.WeeklyLimit or Reason.DailyLimit
            or Reason.OutsideWorkingHours or Reason.Pacing or Reason.QueueFull or Reason.PlatformInvitationLimit
            or Reason.SessionExpired or Reason.ChallengeRequired or Reason.AccountRestricted
            or Reason.AccountPaused or Reason.ReadBudget or Reason.MemberConnectedElsewhere => "the account",
        Reason.PersonNotFound or Reason.SelfInvite or Reason.AlreadyInvited or Reason.TheyInvitedYou
            or Reason.ResendCooldown or Reason.EmailRequired or Reason.NotInvitable or Reason.Memorialized
            or Reason.DoNotContact or Reason.ClaimedByTeammate => "the person",
        Reason.NoteTooLong or Reason.NoteHasPlaceholder or Reason.NoteQuota => "the note",
        Reason.PlatformThrottled or Reason.OutcomeUnknown or Reason.UpstreamUnavailable => "the platform",
        Reason.UpstreamChanged => "an unknown answer",
        Reason.GatewayBusy or Reason.InternalError => "the gateway",
    };
}
