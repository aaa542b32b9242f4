using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Limits;

/// <summary>
/// <c>set_limits {"paused": true}</c> stops an account at once, however many calls wait for it and whatever hangs.
/// </summary>
public sealed class EmergencyStopTests
{
    private const int MaxWaiting = 64;

    private const string Hang = "PT8S";

    private static readonly JsonObject Stop = new() { ["paused"] = true };

    [Fact]
    public async Task A_stop_waits_neither_for_a_hanging_send_nor_for_a_full_mailbox()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        var credits = await gateway.CreditsAsync();
        await gateway.Sandbox.AddFaultAsync(Delay("send"));
        var running = gateway.InviteAsync(account, "person-1");
        await Eventually.HoldsAsync(
            async () => await gateway.Sandbox.SendsReceivedAsync() == 1, "the first invitation is on its way");
        var waiting = await FillAsync(gateway, account);

        var stopped = await gateway.ActAsync(account, "set_limits", (JsonObject)Stop.DeepClone());
        var limits = await gateway.LimitsAsync(account);

        Assert.Equal(200, stopped.Status);
        Assert.True(limits["own"]!["paused"]!.GetValue<bool>());
        Assert.Null(limits["next_slot_at"]);
        Assert.False(running.IsCompleted);
        Assert.All(waiting, call => Assert.False(call.IsCompleted));
        Assert.Equal(200, (await running).Status);
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal("account_paused", answer.Reason));
        Assert.Equal("person-1", Assert.Single(await gateway.Sandbox.InvitationsAsync())["person"]!.GetValue<string>());
        Assert.Equal((1, credits - 1), (await gateway.Sandbox.SendsReceivedAsync(), await gateway.CreditsAsync()));
    }

    [Fact]
    public async Task A_call_that_still_asks_about_the_person_sends_nothing_after_the_stop()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        var credits = await gateway.CreditsAsync();
        await gateway.Sandbox.AddFaultAsync(Delay("resolve"));
        var reads = await gateway.Sandbox.ReadsReceivedAsync();
        var running = gateway.InviteAsync(account, "person-1", message: null, idempotencyKey: "order-1");
        await Eventually.HoldsAsync(
            async () => await gateway.Sandbox.ReadsReceivedAsync() > reads, "the platform is asked about the person");

        Assert.Equal(200, (await gateway.ActAsync(account, "set_limits", (JsonObject)Stop.DeepClone())).Status);

        Assert.False(running.IsCompleted);
        Assert.Equal("account_paused", (await running).Reason);
        Assert.Equal((0, credits), (await gateway.Sandbox.SendsReceivedAsync(), await gateway.CreditsAsync()));
        await gateway.Sandbox.ClearFaultsAsync();
        await gateway.LimitAsync(account);
        Assert.Equal(200, (await gateway.InviteAsync(account, "person-1", null, "order-1")).Status);
    }

    [Fact]
    public async Task A_queue_that_is_sending_stops_and_goes_on_where_it_was()
    {
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Limits:FreePerDay=50");
        var account = await gateway.ConnectAsync(1_001);
        await gateway.LimitAsync(account, ("paused", true));
        var first = (await gateway.QueueAsync(account, "person-1")).Data["operation_id"]!.GetValue<string>();
        var second = (await gateway.QueueAsync(account, "person-2")).Data["operation_id"]!.GetValue<string>();
        await gateway.Sandbox.AddFaultAsync(Delay("resolve"));
        var reads = await gateway.Sandbox.ReadsReceivedAsync();
        await gateway.LimitAsync(account);
        await Eventually.HoldsAsync(
            async () => await gateway.Sandbox.ReadsReceivedAsync() > reads, "the queue moves on");

        Assert.Equal(200, (await gateway.ActAsync(account, "set_limits", (JsonObject)Stop.DeepClone())).Status);
        await Eventually.HoldsAsync(
            async () => (await gateway.OperationAsync(account, first))["reason"]?.GetValue<string>()
                == "account_paused",
            "the first operation is back in the queue");
        Assert.Equal(0, await gateway.Sandbox.SendsReceivedAsync());

        await gateway.Sandbox.ClearFaultsAsync();
        await gateway.LimitAsync(account);
        await gateway.OperationIsAsync(account, first, "sent");
        gateway.Time.Advance(TimeSpan.FromHours(2));
        await gateway.OperationIsAsync(account, second, "sent");
    }

    [Fact]
    public async Task A_stop_under_an_idempotency_key_is_replayed()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);

        var first = await gateway.ActAsync(account, "set_limits", (JsonObject)Stop.DeepClone(), "stop-1");
        var again = await gateway.ActAsync(account, "set_limits", (JsonObject)Stop.DeepClone(), "stop-1");

        Assert.Equal((200, 200), (first.Status, again.Status));
        Assert.Equal(first.Body, again.Body);
        Assert.Equal("true", again.Headers["Idempotency-Replayed"]);
    }

    [Fact]
    public async Task Stops_and_invitations_at_the_same_time_leave_a_whole_audit_and_no_invitation_after_the_last_stop()
    {
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Limits:FreePerDay=50");
        var account = await gateway.ConnectAsync(1_001);
        var inviting = Enumerable.Range(1, 40).Select(n => gateway.InviteAsync(account, $"person-{n}")).ToList();
        var stops = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => gateway.ActAsync(account, "set_limits", (JsonObject)Stop.DeepClone())));
        var arrived = await gateway.Sandbox.SendsReceivedAsync();
        var answers = await Task.WhenAll(inviting);

        Assert.All(stops, stop => Assert.Equal(200, stop.Status));
        // One may have had its intent committed already.
        Assert.InRange(await gateway.Sandbox.SendsReceivedAsync(), arrived, arrived + 1);
        Assert.All(
            answers.Where(answer => answer.Status != 200), answer => Assert.Equal("account_paused", answer.Reason));
        Assert.Equal(
            answers.Count(answer => answer.Status == 200), (await gateway.Sandbox.InvitationsAsync()).Count);
        var report = await gateway.CheckAuditAsync();
        Assert.Empty(report.Faults);
        Assert.Equal(60, report.Rows);
    }

    private static JsonObject Delay(string path) =>
        new() { ["kind"] = "delay", ["path"] = path, ["delay"] = Hang, ["count"] = 1 };

    /// <summary>As many calls as may wait. One more is refused at once, so that the test knows.</summary>
    private static async Task<List<Task<Answered>>> FillAsync(Gateway gateway, string account)
    {
        var calls = Enumerable.Range(2, MaxWaiting + 1)
            .Select(n => gateway.InviteAsync(account, $"person-{n}")).ToList();
        var busy = await Task.WhenAny(calls);
        Assert.Equal("gateway_busy", (await busy).Reason);
        calls.Remove(busy);
        return calls;
    }
}
