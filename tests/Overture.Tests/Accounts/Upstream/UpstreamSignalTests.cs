using Overture.Client.Contract;
using Overture.Connectors;
using Overture.Server.Accounts.Upstream;
using Overture.Server.Http;
using Overture.Server.Limits;

namespace Overture.Tests.Accounts.Upstream;

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
    public void Signal_of_each_class(FailureClass @class, string expected)
    {
        var failure = new Failure(FailureStage.Send, @class);

        Assert.Equal(expected, Describe(UpstreamSignal.Of(failure, Refused(Reason.PlatformThrottled), Now)));
    }

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
    public void Signal_of_each_refusal(PlatformRefusal refusal, string expected)
    {
        var failure = new Failure(FailureStage.Send, FailureClass.Refused) { Refusal = refusal };

        Assert.Equal(expected, Describe(UpstreamSignal.Of(failure, Refused(Reason.PlatformInvitationLimit), Now)));
    }

    [Fact]
    public void Every_class_and_every_refusal_is_tested()
    {
        Assert.Equal(Enum.GetValues<FailureClass>().Order(), Tested<FailureClass>(nameof(Signal_of_each_class)));
        Assert.Equal(
            Enum.GetValues<PlatformRefusal>().Order(), Tested<PlatformRefusal>(nameof(Signal_of_each_refusal)));
    }

    [Fact]
    public void A_pause_ends_at_the_refusals_retry_at_and_has_its_reason()
    {
        var signal = UpstreamSignal.Of(
            new Failure(FailureStage.Send, FailureClass.Throttled),
            new Refusal(Reason.PlatformThrottled) { RetryAt = Now.AddMinutes(15) },
            Now);

        Assert.Equal(
            new Cooldown(CooldownKind.Account, Reason.PlatformThrottled, Now, Now.AddMinutes(15)), signal!.Cooldown);
    }

    [Theory]
    [InlineData(FailureStage.Send, 410, "GONE", "Send 410 GONE")]
    [InlineData(FailureStage.Person, null, null, "Person - -")]
    public void An_unknown_answer_is_named_by_call_status_and_code(
        FailureStage stage, int? status, string? code, string expected)
    {
        var failure = new Failure(stage, FailureClass.AnsweredBadly)
        {
            Status = status,
            Code = code,
            Sample = "{ a: string }",
        };

        Assert.Equal(
            new UnknownAnswer(expected, "{ a: string }"),
            UpstreamSignal.Of(failure, Refused(Reason.UpstreamChanged), Now)!.Unknown);
    }

    private static Refusal Refused(Reason reason) => new(reason) { RetryAt = Now.AddDays(1) };

    private static string Describe(AccountSignal? signal) => signal switch
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
