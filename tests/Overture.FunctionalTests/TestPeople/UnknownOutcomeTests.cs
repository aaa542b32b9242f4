using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.Client.Contract;
using Overture.FunctionalTests.Support;
using Overture.Server.Invitations;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.TestPeople;

/// <summary>
/// An invitation whose fate is not known when the answer is due: the caller hears so, and it is settled without being
/// sent again, once the network shows what it has.
/// </summary>
public sealed class UnknownOutcomeTests
{
    private const string Account = "acc_sandbox";

    // Overture:Invitations:AbsenceCountsAfter, whose default is 90 s, and a little.
    private static readonly TimeSpan UntilAbsenceCounts = TimeSpan.FromSeconds(91);

    [Theory]
    [InlineData("lost-request")]
    [InlineData("server-error-unsent")]
    public async Task What_never_arrived_is_given_back_once_absence_counts(string slug)
    {
        await using var gateway = await Gateway.StartAsync();
        var before = await gateway.CreditsAsync();

        await IsUnknownAsync(gateway, slug);
        Assert.Equal(before - 1, await gateway.CreditsAsync());
        gateway.Time.Advance(UntilAbsenceCounts);
        await SettledAsync(gateway, InvitationState.NotSent);

        Assert.Equal(before, await gateway.CreditsAsync());
        Assert.Empty(await gateway.Sandbox.InvitationsAsync());
        // The way is free for another try, which is a send of its own.
        var sends = await gateway.Sandbox.SendsReceivedAsync();
        await IsUnknownAsync(gateway, slug);
        Assert.Equal(sends + 1, await gateway.Sandbox.SendsReceivedAsync());
    }

    [Fact]
    public async Task Who_was_missed_once_can_be_invited_when_that_is_settled()
    {
        await using var gateway = await Gateway.StartAsync();
        await gateway.Sandbox.AddFaultAsync(new JsonObject
        {
            ["kind"] = "cut-before",
            ["path"] = "send",
            ["count"] = 1,
        });
        await IsUnknownAsync(gateway, "person-7");

        var tooEarly = await gateway.InviteAsync(Account, "person-7");
        Assert.Equal("outcome_unknown", tooEarly.Reason);
        Assert.Contains(
            "nothing was sent now", tooEarly.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        gateway.Time.Advance(UntilAbsenceCounts);
        await SettledAsync(gateway, InvitationState.NotSent);

        Assert.Equal(200, (await gateway.InviteAsync(Account, "person-7")).Status);
        Assert.Single(await gateway.Sandbox.InvitationsAsync());
    }

    [Fact]
    public async Task What_arrived_unseen_is_charged_once_the_network_shows_it()
    {
        await using var gateway = await Gateway.StartAsync();
        var before = await gateway.CreditsAsync();

        await IsUnknownAsync(gateway, "lost-answer-blind");
        gateway.Time.Advance(UntilAbsenceCounts);
        await gateway.Sandbox.AdvanceClockAsync("PT2M");
        var row = await SettledAsync(gateway, InvitationState.Pending);

        var arrived = Assert.Single(await gateway.Sandbox.InvitationsAsync());
        Assert.Equal(arrived["id"]!.GetValue<long>(), row.Number);
        Assert.Equal(before - 1, await gateway.CreditsAsync());
        var again = await gateway.InviteAsync(Account, "lost-answer-blind");
        Assert.Equal((409, "already_invited"), (again.Status, again.Reason));
        Assert.Equal($"{row.Number}", again.Error["details"]!["invitation_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_account_goes_on_while_one_of_its_invitations_is_unknown()
    {
        await using var gateway = await Gateway.StartAsync();
        await IsUnknownAsync(gateway, "lost-request");

        Assert.Equal(200, (await gateway.InviteAsync(Account, "person-8")).Status);
    }

    private static async Task IsUnknownAsync(Gateway gateway, string slug)
    {
        var answer = await gateway.InviteAsync(Account, slug);
        Envelope.IsRefusal(answer.Json, answer.Status, answer.Headers["X-Request-Id"], Reason.OutcomeUnknown);
        Assert.True(answer.Headers.ContainsKey("Retry-After"));
    }

    private static async Task<InvitationRow> SettledAsync(Gateway gateway, InvitationState state)
    {
        InvitationRow? settled = null;
        await Eventually.HoldsAsync(
            async () => (settled = await FindAsync(gateway, state)) is not null,
            $"an invitation of {Account} is {state}");
        return settled!;
    }

    private static async Task<InvitationRow?> FindAsync(Gateway gateway, InvitationState state)
    {
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        return await db.Set<InvitationRow>().AsNoTracking().FirstOrDefaultAsync(
            row => row.AccountId == RowKey.Sandbox && row.State == state, TestContext.Current.CancellationToken);
    }
}
