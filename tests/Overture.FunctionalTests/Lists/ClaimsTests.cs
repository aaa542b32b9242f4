using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Audit;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Lists;

/// <summary>Two accounts of a workspace do not work on one person at a time, unless somebody says so.</summary>
public sealed class ClaimsTests : IAsyncLifetime
{
    private Gateway _gateway = null!;
    private string _one = "";
    private string _other = "";

    public async ValueTask InitializeAsync()
    {
        _gateway = await Gateway.StartAsync(
            settings: ["Overture:Invitations:ClaimsEnabled=true", "Overture:Invitations:ClaimDuration=10.00:00:00"]);
        _one = await _gateway.ConnectAsync(1_001);
        _other = await _gateway.ConnectAsync(1_002);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Whom_one_account_has_invited_the_other_may_not_until_the_claim_ends()
    {
        Assert.Equal(200, (await _gateway.InviteAsync(_one, "person-1")).Status);

        var refused = await _gateway.InviteAsync(_other, "person-1");

        Assert.Equal((409, "claimed_by_teammate"), (refused.Status, refused.Reason));
        Assert.Equal(_one, refused.Error["details"]!["account_id"]!.GetValue<string>());
        Assert.InRange(
            refused.Error["retry_at"]!.GetValue<DateTimeOffset>() - _gateway.Time.GetUtcNow(), TimeSpan.FromDays(9.9),
            TimeSpan.FromDays(10));
        // A client's timer may overflow on more than a week; the instant is exact.
        Assert.Equal("604800", refused.Headers["Retry-After"]);
        Assert.Equal(
            "claimed_by_teammate", (await _gateway.QueueAsync(_other, await MemberIdAsync("person-1"))).Reason);

        _gateway.Time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(200, (await _gateway.InviteAsync(_other, "person-1")).Status);
    }

    [Fact]
    public async Task Who_waits_in_one_queue_is_claimed_too()
    {
        await _gateway.LimitAsync(_one, ("paused", true));
        var queued = await _gateway.QueueAsync(_one, await MemberIdAsync("person-2"));

        Assert.Equal("claimed_by_teammate", (await _gateway.InviteAsync(_other, "person-2")).Reason);
        Assert.Equal(
            "claimed_by_teammate", (await _gateway.QueueAsync(_other, await MemberIdAsync("person-2"))).Reason);

        await _gateway.ActAsync(
            _one, "cancel_operation",
            new JsonObject { ["operation_id"] = queued.Data["operation_id"]!.GetValue<string>() });
        Assert.Equal(200, (await _gateway.InviteAsync(_other, "person-2")).Status);
    }

    [Fact]
    public async Task Who_waits_under_a_link_is_claimed_too_and_the_first_keeps_the_person()
    {
        await _gateway.LimitAsync(_one, ("paused", true));
        await _gateway.LimitAsync(_other, ("paused", true));
        var first = await _gateway.QueueAsync(_one, "person-6");
        // By another name, so that only the platform could tell that it is the same person.
        var second = await _gateway.QueueAsync(_other, await MemberIdAsync("person-6"));
        Assert.Equal((202, 202), (first.Status, second.Status));

        await _gateway.LimitAsync(_other);
        await Eventually.HoldsAsync(
            async () => (await _gateway.OperationAsync(
                _other, second.Data["operation_id"]!.GetValue<string>()))["reason"]?.GetValue<string>()
                == "claimed_by_teammate", "the second has to wait");
        Assert.Equal("claimed_by_teammate", (await _gateway.InviteAsync(_other, "person-6")).Reason);
        await _gateway.LimitAsync(_one);
        await _gateway.OperationIsAsync(_one, first.Data["operation_id"]!.GetValue<string>(), "sent");
        Assert.Single(await _gateway.Sandbox.InvitationsAsync("person-6"));
    }

    [Fact]
    public async Task An_override_is_in_the_audit_also_when_its_outcome_is_found_out_later()
    {
        await _gateway.InviteAsync(_one, "person-7--lost-answer-blind");
        await _gateway.Sandbox.AdvanceClockAsync("PT2M");
        _gateway.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(
            "outcome_unknown",
            (await _gateway.InviteAsync(_other, "person-7--lost-answer-blind", ("override_claim", true))).Reason);
        await _gateway.Sandbox.AdvanceClockAsync("PT2M");
        _gateway.Time.Advance(TimeSpan.FromMinutes(2));

        await Eventually.HoldsAsync(
            async () =>
            {
                await using var db = _gateway.Services.GetRequiredService<Database>().Open();
                return await db.Set<AuditRow>().AnyAsync(
                    row => row.Chain == KeyOf(_other) && row.Decision == AuditDecision.Sent
                        && row.Detail == $"override_claim: {_one}",
                    TestContext.Current.CancellationToken);
            },
            "the override is written down");
    }

    [Fact]
    public async Task What_the_platform_refused_claims_nobody()
    {
        Assert.Equal("not_invitable", (await _gateway.InviteAsync(_one, "person-3--not-invitable")).Reason);

        Assert.Equal("not_invitable", (await _gateway.InviteAsync(_other, "person-3--not-invitable")).Reason);
    }

    [Fact]
    public async Task A_claim_can_be_overridden_and_the_audit_says_so()
    {
        await _gateway.InviteAsync(_one, "person-4");

        var answer = await _gateway.InviteAsync(_other, "person-4", ("override_claim", true));

        Assert.True(answer.Status == 200, answer.Text);
        await using var db = _gateway.Services.GetRequiredService<Database>().Open();
        var entry = await db.Set<AuditRow>().AsNoTracking()
            .SingleAsync(row => row.Chain == KeyOf(_other), TestContext.Current.CancellationToken);
        Assert.Equal((AuditDecision.Sent, $"override_claim: {_one}"), (entry.Decision, entry.Detail));
    }

    [Fact]
    public async Task At_the_same_moment_only_one_account_gets_the_person()
    {
        var accounts = new List<string>();
        for (var member = 1_101; member < 1_109; member++) accounts.Add(await _gateway.ConnectAsync(member));

        var answers = await Task.WhenAll(accounts.Select(account => _gateway.InviteAsync(account, "person-5")));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(
            answers.Where(answer => answer.Status != 200),
            answer => Assert.Equal("claimed_by_teammate", answer.Reason));
        Assert.Single(await _gateway.Sandbox.InvitationsAsync("person-5"));
    }

    private async Task<string> MemberIdAsync(string slug) => (await _gateway.Sandbox.PeopleAsync(100))
        .Single(person => person["slug"]!.GetValue<string>() == slug)["member_id"]!.GetValue<string>();

    private static long KeyOf(string account) => RowKey.Parse(RowKind.Account, account)!.Value;
}
