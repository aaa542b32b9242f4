using Overture.Client.Contract;
using Overture.Server.Http;

namespace Overture.Tests.Http;

public sealed class ResultTests
{
    private static readonly Refusal Refused = new(Reason.PersonNotFound);

    [Fact]
    public void A_value_is_a_success()
    {
        Result<string> result = "x";

        Assert.True(result.Succeeded(out var value, out var refusal));
        Assert.Equal(("x", null), (value, refusal));
        Assert.Null(result.Refusal);
        Assert.Equal("x", result.ValueOrThrow());
    }

    [Fact]
    public void A_refusal_is_not()
    {
        Result<string> result = Refused;

        Assert.False(result.Succeeded(out var value, out var refusal));
        Assert.Equal((null, Refused), (value, refusal));
        Assert.Same(Refused, result.Refusal);
    }

    [Fact]
    public void Taking_the_value_of_a_refusal_throws_its_text()
    {
        Result<string> result = Refused;

        var exception = Assert.Throws<InvalidOperationException>(() => result.ValueOrThrow());

        Assert.Equal(Refused.Text, exception.Message);
    }

    [Fact]
    public void Null_and_the_default_of_a_struct_are_values()
    {
        Result<int> zero = 0;
        Result<int?> nothing = default(int?);

        Assert.True(zero.Succeeded(out var number, out _));
        Assert.Equal(0, number);
        Assert.True(nothing.Succeeded(out var none, out _));
        Assert.Null(none);
        Assert.Null(nothing.ValueOrThrow());
    }

    [Fact]
    public void A_refusal_without_a_message_has_the_meaning_of_its_reason()
    {
        Assert.Equal(Reasons.Of(Reason.PersonNotFound).Meaning, Refused.Text);
        Assert.Equal("No such person.", (Refused with { Message = "No such person." }).Text);
    }

    [Fact]
    public void Work_that_cannot_begin_now_can_be_retried_in_a_second()
    {
        var now = new DateTimeOffset(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

        Assert.Equal(new Refusal(Reason.GatewayBusy) { RetryAt = now.AddSeconds(1) }, Refusal.Busy(now));
        Assert.Equal(
            new Refusal(Reason.IdempotencyInProgress) { RetryAt = now.AddSeconds(1) }, Refusal.InProgress(now));
        Assert.Equal(new Refusal(Reason.InvalidParameter, "x"), Refusal.Invalid("x"));
    }
}
