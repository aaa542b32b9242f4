using System.Text.Json;
using Overture.Client.Contract;

namespace Overture.Tests.Client;

public sealed class ReasonsTests
{
    public static TheoryData<Reason> AllReasons => [.. Enum.GetValues<Reason>()];

    [Theory]
    [MemberData(nameof(AllReasons))]
    public void A_reason_has_one_name_everywhere(Reason reason)
    {
        var onTheWire = JsonSerializer.SerializeToElement(reason, ContractJson.Default.Reason).GetString();

        Assert.Equal(onTheWire, Reasons.NameOf(reason));
        Assert.Matches("^[a-z]+(_[a-z]+)*$", onTheWire);
    }

    [Theory]
    [MemberData(nameof(AllReasons))]
    public void A_reason_has_an_entry_that_fits_its_code(Reason reason)
    {
        var entry = Reasons.Of(reason);

        Assert.InRange(entry.Status, 400, 599);
        Assert.True(entry.Meaning.Length > 10 && entry.Meaning.EndsWith('.'), entry.Meaning);
        Assert.Equal(
            entry.Code,
            entry.Status switch
            {
                400 when entry.Code == ErrorCode.InvalidAction => ErrorCode.InvalidAction,
                400 or 413 or 415 or 421 or 422 => ErrorCode.InvalidParams,
                402 => ErrorCode.InsufficientCredits,
                403 when entry.Scope == Scope.Account => ErrorCode.AccountInactive,
                403 => ErrorCode.InvalidApiKey,
                404 => ErrorCode.InvalidAccount,
                405 => ErrorCode.InvalidAction,
                429 => ErrorCode.RateLimited,
                500 => ErrorCode.InternalError,
                _ => ErrorCode.ChannelError,
            });
    }

    [Theory]
    [MemberData(nameof(AllReasons))]
    public void A_rate_limit_says_when_to_retry(Reason reason)
    {
        var entry = Reasons.Of(reason);

        Assert.True(entry.Code != ErrorCode.RateLimited || entry.HasRetryAt);
    }
}
