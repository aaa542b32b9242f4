using Overture.Client.Contract;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.BadInput;

/// <summary>
/// A note may be as long as the account's kind allows, counted in UTF-16 code units, and arrives as it was given.
/// </summary>
public sealed class NoteLengthTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("n", 200, false)]
    [InlineData("n", 300, true)]
    [InlineData("🚀", 100, false)]
    [InlineData("🚀", 150, true)]
    [InlineData("é", 200, false)]
    [InlineData("\\\"\n", 66, false)]
    public async Task A_note_as_long_as_allowed_arrives_unchanged(string text, int times, bool isPremium)
    {
        var account = await ConnectAsync(isPremium);
        var note = string.Concat(Enumerable.Repeat(text, times));

        var answer = await fixture.Gateway.InviteAsync(account.Id, "person-7", note);

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(note, Assert.Single(await fixture.ArrivedFromAsync(account))["note"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("n", 201, false, "201 UTF-16 code units; this account can send 200 (free")]
    [InlineData("n", 301, true, "301 UTF-16 code units; this account can send 300 (premium")]
    [InlineData("🚀", 101, false, "202 UTF-16 code units")]
    [InlineData("🚀", 151, true, "302 UTF-16 code units")]
    public async Task One_unit_more_is_refused_by_number(string text, int times, bool isPremium, string inMessage)
    {
        var account = await ConnectAsync(isPremium);

        var answer = await fixture.Gateway.InviteAsync(
            account.Id, "person-7", string.Concat(Enumerable.Repeat(text, times)));

        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], Reason.NoteTooLong);
        Assert.Contains(inMessage, answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(await fixture.ArrivedFromAsync(account));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("\u200b")]
    [InlineData("\ufeff \u2060\u3164")]
    public async Task A_blank_note_is_no_note(string note)
    {
        var account = await fixture.ConnectAsync();

        Assert.Equal(200, (await fixture.Gateway.InviteAsync(account.Id, "person-7", note)).Status);
        Assert.Null(Assert.Single(await fixture.ArrivedFromAsync(account))["note"]);
    }

    private Task<TestAccount> ConnectAsync(bool isPremium) =>
        isPremium ? fixture.ConnectPremiumAsync() : fixture.ConnectAsync();
}
