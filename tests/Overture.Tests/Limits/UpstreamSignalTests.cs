using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Http;
using Overture.Server.Invitations;
using Overture.Server.Limits;
using Overture.Server.Storage.Rows;

namespace Overture.Tests.Limits;

public sealed class UpstreamSignalTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(FailureClass.NotSent, "nothing is known")]
    [InlineData(FailureClass.PerhapsSent, "nothing is known")]
    [InlineData(FailureClass.AnsweredBadly, "unknown")]
    [InlineData(FailureClass.Throttled, "closes Account")]
    [InlineData(FailureClass.SessionLost, "understood")]
    [InlineData(FailureClass.Refused, "understood")]
    public void Of_each_class(FailureClass @class, string expected) =>
        Assert.Equal(expected, Say(UpstreamSignal.Of(new Failure(FailureStage.Send, @class), Why(Reason.PlatformThrottled), Now)));

    [Theory]
    [InlineData(PlatformRefusal.PersonNotFound, "understood")]
    [InlineData(PlatformRefusal.CannotResendYet, "understood")]
    [InlineData(PlatformRefusal.NoteQuotaReached, "closes Notes")]
    [InlineData(PlatformRefusal.InvitationLimitReached, "closes Invitations")]
    [InlineData(PlatformRefusal.EmailRequired, "understood")]
    [InlineData(PlatformRefusal.NotInvitable, "understood")]
    [InlineData(PlatformRefusal.NoteTooLong, "understood")]
    [InlineData(PlatformRefusal.AccountRestricted, "understood")]
    [InlineData(PlatformRefusal.Unknown, "unknown")]
    public void Of_each_refusal(PlatformRefusal refusal, string expected) => Assert.Equal(
        expected,
        Say(UpstreamSignal.Of(
            new Failure(FailureStage.Send, FailureClass.Refused) { Refusal = refusal }, Why(Reason.PlatformInvitationLimit), Now)));

    [Fact]
    public void Every_class_and_every_refusal_is_tested()
    {
        Assert.Equal(Enum.GetValues<FailureClass>().Order(), Tested<FailureClass>(nameof(Of_each_class)));
        Assert.Equal(Enum.GetValues<PlatformRefusal>().Order(), Tested<PlatformRefusal>(nameof(Of_each_refusal)));
    }

    [Fact]
    public void A_pause_lasts_as_long_as_the_refusal_says_and_carries_its_reason()
    {
        var signal = UpstreamSignal.Of(
            new Failure(FailureStage.Send, FailureClass.Throttled),
            new Refusal(Reason.PlatformThrottled) { RetryAt = Now.AddMinutes(15) }, Now);

        Assert.Equal(new Cooldown(CooldownKind.Account, Reason.PlatformThrottled, Now, Now.AddMinutes(15)), signal!.Cooldown);
    }

    [Theory]
    [InlineData(FailureStage.Send, 410, "GONE", "Send 410 GONE")]
    [InlineData(FailureStage.Person, null, null, "Person - -")]
    public void An_unknown_answer_is_named_by_call_status_and_code(FailureStage stage, int? status, string? code, string expected)
    {
        var failure = new Failure(stage, FailureClass.AnsweredBadly) { Status = status, Code = code, Sample = "{ a: string }" };

        Assert.Equal(
            new UnknownAnswer(expected, "{ a: string }"), UpstreamSignal.Of(failure, Why(Reason.UpstreamChanged), Now)!.Unknown);
    }

    private static Refusal Why(Reason reason) => new(reason) { RetryAt = Now.AddDays(1) };

    private static string Say(Signal? signal) => signal switch
    {
        null => "nothing is known",
        { Cooldown: { } cooldown, Unknown: null } => $"closes {cooldown.Kind}",
        { Cooldown: null, Unknown: not null } => "unknown",
        { Cooldown: null, Unknown: null } => "understood",
        _ => "both",
    };

    private static IEnumerable<T> Tested<T>(string test) => typeof(UpstreamSignalTests).GetMethod(test)!
        .GetCustomAttributes(typeof(InlineDataAttribute), false)
        .Select(data => (T)((InlineDataAttribute)data).Data[0]!)
        .Order();
}
