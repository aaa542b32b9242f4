using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Invitations;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Reliability;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_key_gets_the_same_bytes_and_sends_nothing_more()
    {
        await using var gateway = await Gateway.StartAsync();
        var first = await gateway.InviteAsync("acc_sandbox", "person-1", "Hello", "request-1");
        gateway.Time.Advance(TimeSpan.FromHours(1));
        var again = await gateway.InviteAsync("acc_sandbox", "person-1", "Hello", "request-1");

        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.Equal(first.Body, again.Body);
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
        Assert.False(first.Headers.ContainsKey("Idempotency-Replayed"));
        Assert.Single(await gateway.Sandbox.InvitationsAsync());
        Assert.Equal(999_999, await gateway.CreditsAsync());
    }

    [Fact]
    public async Task The_same_key_for_something_else_is_a_mistake()
    {
        await using var gateway = await Gateway.StartAsync();
        await gateway.InviteAsync("acc_sandbox", "person-1", "Hello", "request-1");
        var other = await gateway.InviteAsync("acc_sandbox", "person-1", "Hullo", "request-1");
        Assert.Equal((422, "idempotency_mismatch"), (other.Status, other.Reason));
        Assert.Single(await gateway.Sandbox.InvitationsAsync());
    }

    [Fact]
    public async Task A_key_whose_request_is_running_is_refused_until_it_is_done()
    {
        await using var gateway = await Gateway.StartAsync();
        // The network takes three seconds over this person, so both are under way together, whichever comes first.
        var answers = await Task.WhenAll(
            gateway.InviteAsync("acc_sandbox", "slow", idempotencyKey: "request-1"),
            gateway.InviteAsync("acc_sandbox", "slow", idempotencyKey: "request-1"));

        var refused = Assert.Single(answers, answer => answer.Status == 409);
        Assert.Equal("idempotency_in_progress", refused.Reason);
        Assert.NotNull(refused.Error["retry_at"]);
        var done = Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(done.Body, (await gateway.InviteAsync("acc_sandbox", "slow", idempotencyKey: "request-1")).Body);
        Assert.Single(await gateway.Sandbox.InvitationsAsync());
    }

    [Fact]
    public async Task A_key_belongs_to_its_workspace_and_ends_after_its_time()
    {
        await using var gateway = await Gateway.StartAsync();
        await gateway.InviteAsync("acc_sandbox", "person-1", idempotencyKey: "request-1");
        await SecondWorkspace.AddAsync(gateway);

        var login = new HttpRequestMessage(HttpMethod.Post, "/v2/login")
        {
            Content = new StringContent(
                """{"platform":"linkedin","login_token":"sandbox-2"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        var account = (await gateway.SendAsync(login, SecondWorkspace.Key)).Data["account_id"]!.GetValue<string>();
        var invite = new HttpRequestMessage(HttpMethod.Post, "/v2/network")
        {
            Content = new StringContent(
                $$"""{"account_id":"{{account}}","action":"invite","params":{"identifier":"person-2"} }""",
                System.Text.Encoding.UTF8, "application/json"),
            Headers = { { "Idempotency-Key", "request-1" } },
        };
        Assert.Equal(200, (await gateway.SendAsync(invite, SecondWorkspace.Key)).Status);
        Assert.Equal(2, (await gateway.Sandbox.InvitationsAsync()).Count);

        gateway.Time.Advance(TimeSpan.FromHours(25));
        var late = await gateway.InviteAsync("acc_sandbox", "person-1", idempotencyKey: "request-1");
        Assert.Equal("already_invited", late.Reason);
    }

    [Fact]
    public async Task Two_spellings_of_one_person_at_one_moment_are_one_invitation()
    {
        await using var gateway = await Gateway.StartAsync();
        var urn = (await gateway.InviteAsync(
            await gateway.ConnectAsync(2), "person-7")).Data["profile_urn"]!.GetValue<string>();
        var memberId = urn[(urn.LastIndexOf(':') + 1)..];

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10)
                .Select(i => gateway.InviteAsync("acc_sandbox", i % 2 == 0 ? "person-7" : memberId)));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(
            answers.Where(answer => answer.Status != 200), answer => Assert.Equal("already_invited", answer.Reason));
        Assert.Equal(2, (await gateway.Sandbox.InvitationsAsync("person-7")).Count);
        Assert.Equal(999_998, await gateway.CreditsAsync());
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_found_in_the_same_call()
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.InviteAsync("acc_sandbox", "lost-answer", idempotencyKey: "request-1");
        Assert.Equal(200, answer.Status);
        var arrived = Assert.Single(await gateway.Sandbox.InvitationsAsync());
        Assert.Equal($"urn:li:invitation:{arrived["id"]}", answer.Data["invitation_urn"]!.GetValue<string>());
        Assert.Equal(
            answer.Body, (await gateway.InviteAsync("acc_sandbox", "lost-answer", idempotencyKey: "request-1")).Body);
    }

    [Fact]
    public async Task An_outcome_that_nobody_could_see_is_settled_without_being_asked_and_then_replayed()
    {
        await using var gateway = await Gateway.StartAsync();
        var unknown = await gateway.InviteAsync("acc_sandbox", "lost-answer-blind", idempotencyKey: "request-1");
        Assert.Equal((502, "outcome_unknown"), (unknown.Status, unknown.Reason));
        Assert.NotNull(unknown.Error["retry_at"]);
        var still = await gateway.InviteAsync("acc_sandbox", "lost-answer-blind", idempotencyKey: "request-1");
        Assert.Equal("outcome_unknown", still.Reason);

        await gateway.Sandbox.AdvanceClockAsync("PT2M");
        gateway.Time.Advance(TimeSpan.FromMinutes(2));
        await Eventually.HoldsAsync(async () => await UnresolvedAsync(gateway) == 0, "everything is settled");

        var settled = await gateway.InviteAsync("acc_sandbox", "lost-answer-blind", idempotencyKey: "request-1");
        Assert.Equal((200, "true"), (settled.Status, settled.Headers["Idempotency-Replayed"]));
        var arrived = Assert.Single(await gateway.Sandbox.InvitationsAsync());
        Assert.Equal($"urn:li:invitation:{arrived["id"]}", settled.Data["invitation_urn"]!.GetValue<string>());
        Assert.Equal(999_999, await gateway.CreditsAsync());
    }

    [Fact]
    public async Task A_request_that_never_arrived_costs_nothing_and_may_be_repeated_under_its_key()
    {
        await using var gateway = await Gateway.StartAsync();
        await gateway.Sandbox.AddFaultAsync(
            new() { ["kind"] = "cut-before", ["path"] = "send", ["rate"] = 1.0, ["count"] = 1 });
        var unknown = await gateway.InviteAsync("acc_sandbox", "person-5", idempotencyKey: "request-1");
        Assert.Equal("outcome_unknown", unknown.Reason);

        gateway.Time.Advance(TimeSpan.FromMinutes(2));
        await Eventually.HoldsAsync(async () => await UnresolvedAsync(gateway) == 0, "everything is settled");
        Assert.Equal(1_000_000, await gateway.CreditsAsync());
        Assert.Empty(await gateway.Sandbox.InvitationsAsync());

        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", "person-5", idempotencyKey: "request-1")).Status);
        Assert.Single(await gateway.Sandbox.InvitationsAsync());
    }

    [Fact]
    public async Task A_person_who_accepted_before_the_number_was_read_is_told_as_accepted_and_paid_for()
    {
        await using var gateway = await Gateway.StartAsync();
        await gateway.Sandbox.AddFaultAsync(
            new() { ["kind"] = "cut-after", ["path"] = "send", ["rate"] = 1.0, ["count"] = 1 });
        var answer = await gateway.InviteAsync("acc_sandbox", "accepts-now", idempotencyKey: "request-1");

        Assert.Equal((200, 1), (answer.Status, answer.CreditsConsumed));
        Assert.Equal("accepted", answer.Data["status"]!.GetValue<string>());
        Assert.Null(answer.Data["invitation_urn"]);
        Assert.Single(await gateway.Sandbox.InvitationsAsync("accepts-now"));
        Assert.Equal(999_999, await gateway.CreditsAsync());
        Assert.Equal(
            answer.Body, (await gateway.InviteAsync("acc_sandbox", "accepts-now", idempotencyKey: "request-1")).Body);
    }

    [Fact]
    public async Task A_hundred_accounts_spend_the_last_credit_once()
    {
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Credits:SandboxGrant=1");
        var accounts = new List<string>();
        for (var number = 2; number <= 101; number++) accounts.Add(await gateway.ConnectAsync(number));

        var answers = await Task.WhenAll(
            accounts.Select((account, i) => gateway.InviteAsync(account, $"person-{i + 1}")));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(
            answers.Where(answer => answer.Status != 200),
            answer => Assert.Equal((402, "insufficient_credits"), (answer.Status, answer.Reason)));
        Assert.Single(await gateway.Sandbox.InvitationsAsync());
        Assert.Equal(0, await gateway.CreditsAsync());
    }

    private static async Task<int> UnresolvedAsync(Gateway gateway)
    {
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        return await db.Set<UnresolvedRow>().CountAsync(TestContext.Current.CancellationToken);
    }
}
