using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Support;
using Overture.Server.Invitations;
using Overture.Server.Queue;
using Overture.Server.Storage;

namespace Overture.FunctionalTests.Queue;

/// <summary>Requests that wait, as a caller meets them.</summary>
public sealed class QueueTests
{
    [Fact]
    public async Task A_queued_request_is_sent_in_its_time_and_costs_one_credit_then()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        await gateway.LimitAsync(account, ("paused", true));
        var before = await gateway.CreditsAsync();

        var queued = await gateway.QueueAsync(account, "person-1", "Hello");

        Assert.Equal((202, 0), (queued.Status, queued.CreditsConsumed));
        Assert.Equal(["status", "operation_id", "scheduled_for"], queued.Data.AsObject().Select(pair => pair.Key));
        Assert.Equal("invite", queued.Json["metadata"]!["action"]!.GetValue<string>());
        var id = queued.Data["operation_id"]!.GetValue<string>();
        var waiting = await gateway.OperationAsync(account, id);
        Assert.Equal(("queued", "person-1", 0), (
            waiting["status"]!.GetValue<string>(), waiting["person"]!.GetValue<string>(),
            waiting["attempts"]!.GetValue<int>()));
        Assert.Equal(before, await gateway.CreditsAsync());

        await gateway.LimitAsync(account);
        var sent = await gateway.OperationIsAsync(account, id, "sent");

        var arrived = Assert.Single(await gateway.Sandbox.InvitationsAsync());
        Assert.Equal($"urn:li:invitation:{arrived["id"]}", sent["invitation_urn"]!.GetValue<string>());
        Assert.Equal("Hello", arrived["note"]!.GetValue<string>());
        Assert.Equal(before - 1, await gateway.CreditsAsync());
    }

    [Fact]
    public async Task The_same_person_twice_is_the_first_operation()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await PausedAsync(gateway);

        var first = await gateway.QueueAsync(account, "person-1");
        var second = await gateway.InviteAsync(
            account, "https://www.linkedin.com/in/PERSON-1/", ("when", "queue"));

        Assert.Equal((202, 202), (first.Status, second.Status));
        Assert.Equal(first.Data["operation_id"]!.GetValue<string>(), second.Data["operation_id"]!.GetValue<string>());
        Assert.Single((await gateway.ActAsync(account, "list_operations")).Data["items"]!.AsArray());
    }

    [Fact]
    public async Task A_queue_is_sent_in_order_evenly_and_within_its_budget()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        await gateway.LimitAsync(account, ("per_day", 4));
        var rows = new JsonArray(
            [.. Enumerable.Range(1, 10).Select(n => (JsonNode)new JsonObject { ["identifier"] = $"person-{n}" })]);

        var queued = await gateway.ActAsync(account, "invite_many", new JsonObject { ["rows"] = rows });

        Assert.Equal((202, 10, 0, 0), (
            queued.Status, queued.Data["queued"]!.GetValue<int>(), queued.Data["duplicates"]!.GetValue<int>(),
            queued.Data["refused"]!.GetValue<int>()));
        var times = queued.Data["rows"]!.AsArray()
            .Select(row => row!["scheduled_for"]!.GetValue<DateTimeOffset>()).ToList();
        Assert.Equal(times.Order(), times);
        Assert.All(
            times.Zip(times.Skip(1)),
            pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromHours(5.9), TimeSpan.FromHours(12)));

        for (var hour = 0; hour < 80 && (await gateway.Sandbox.InvitationsAsync()).Count < 10; hour++)
        {
            gateway.Time.Advance(TimeSpan.FromHours(1));
            await gateway.Sandbox.AdvanceClockAsync("PT1H");
            // What is due is sent before the clock goes on.
            await Eventually.HoldsAsync(async () => !await IsDueAsync(gateway, account), "the queue moves on");
        }

        var arrived = await gateway.Sandbox.InvitationsAsync();
        Assert.Equal(
            Enumerable.Range(1, 10).Select(n => $"person-{n}"),
            arrived.Select(row => row["person"]!.GetValue<string>()));
        var perDay = arrived.GroupBy(row => row["received_at"]!.GetValue<DateTimeOffset>().UtcDateTime.Date)
            .Select(day => day.Count());
        Assert.All(perDay, count => Assert.InRange(count, 1, 4));
    }

    [Fact]
    public async Task A_time_is_kept_and_those_behind_do_not_wait_for_it()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        var at = gateway.Time.GetUtcNow().AddDays(3);

        var later = await gateway.InviteAsync(
            account, "person-1", ("when", at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        var sooner = await gateway.QueueAsync(account, "person-2");

        Assert.Equal(202, later.Status);
        Assert.InRange(
            later.Data["scheduled_for"]!.GetValue<DateTimeOffset>() - at, TimeSpan.FromSeconds(-1),
            TimeSpan.FromSeconds(2));
        await gateway.OperationIsAsync(account, sooner.Data["operation_id"]!.GetValue<string>(), "sent");
        Assert.Equal("queued", (await gateway.OperationAsync(
            account, later.Data["operation_id"]!.GetValue<string>()))["status"]!.GetValue<string>());

        gateway.Time.Advance(TimeSpan.FromDays(3));
        await gateway.OperationIsAsync(account, later.Data["operation_id"]!.GetValue<string>(), "sent");
    }

    [Fact]
    public async Task One_with_a_time_of_today_does_not_hold_up_those_behind_it()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        var at = gateway.Time.GetUtcNow().AddHours(20);

        await gateway.InviteAsync(
            account, "person-1", ("when", at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        var behind = await gateway.QueueAsync(account, "person-2");

        Assert.InRange(
            behind.Data["scheduled_for"]!.GetValue<DateTimeOffset>() - gateway.Time.GetUtcNow(),
            TimeSpan.FromSeconds(-2), TimeSpan.FromHours(2));
        await gateway.OperationIsAsync(account, behind.Data["operation_id"]!.GetValue<string>(), "sent");
    }

    [Fact]
    public async Task A_key_stands_for_its_request_also_when_the_person_waits_already()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await PausedAsync(gateway);
        var first = await IdOfAsync(gateway, account, "person-1");
        Task<Answered> AskAsync(string slug) => gateway.ActAsync(
            account, "invite", new JsonObject { ["identifier"] = slug, ["when"] = "queue" }, "one-key");

        Assert.Equal(first, (await AskAsync("person-1")).Data["operation_id"]!.GetValue<string>());
        Assert.Equal("true", (await AskAsync("person-1")).Headers["Idempotency-Replayed"]);
        Assert.Equal("idempotency_mismatch", (await AskAsync("person-2")).Reason);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2030-01-01T09:00:00")]
    [InlineData("2020-01-01T09:00:00Z")]
    [InlineData("2099-01-01T09:00:00Z")]
    public async Task A_time_that_cannot_be_meant_is_refused(string when)
    {
        await using var gateway = await Gateway.StartAsync();

        var answer = await gateway.InviteAsync("acc_sandbox", "person-1", ("when", when));

        Assert.Equal((400, "invalid_parameter"), (answer.Status, answer.Reason));
        Assert.Contains("when", answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_final_refusal_ends_an_operation_with_its_reason_and_a_passing_one_does_not()
    {
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Limits:FreePerDay=50");
        var account = await gateway.ConnectAsync(1_001);
        var final = await IdOfAsync(gateway, account, "email-required");
        await gateway.OperationIsAsync(account, final, "refused");
        var passing = await IdOfAsync(gateway, account, "resend-cooldown");
        var connected = await IdOfAsync(gateway, account, "already-connected");
        gateway.Time.Advance(TimeSpan.FromHours(2));
        await Eventually.HoldsAsync(async () => !await IsDueAsync(gateway, account), "the queue moves on");
        gateway.Time.Advance(TimeSpan.FromHours(2));
        await gateway.OperationIsAsync(account, connected, "already_connected");

        Assert.Equal("email_required", (await gateway.OperationAsync(account, final))["reason"]!.GetValue<string>());
        var waiting = await gateway.OperationAsync(account, passing);
        Assert.Equal(("queued", "resend_cooldown", 1), (
            waiting["status"]!.GetValue<string>(), waiting["reason"]!.GetValue<string>(),
            waiting["attempts"]!.GetValue<int>()));
        Assert.InRange(
            waiting["scheduled_for"]!.GetValue<DateTimeOffset>() - gateway.Time.GetUtcNow(), TimeSpan.FromDays(20),
            TimeSpan.FromDays(22));
    }

    [Fact]
    public async Task A_lost_session_holds_the_queue_up_and_loses_nothing()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        var taken = await IdOfAsync(gateway, account, "person-1--session-expired");
        var behind = await IdOfAsync(gateway, account, "person-2");
        await Eventually.HoldsAsync(
            async () => (await gateway.OperationAsync(
                account, taken))["reason"]?.GetValue<string>() == "session_expired", "the session is lost");
        gateway.Time.Advance(TimeSpan.FromDays(2));
        Assert.All(
            await ItemsAsync(gateway, account), item => Assert.Equal("queued", item["status"]!.GetValue<string>()));

        // What takes the session every time is taken out by whoever watches; the rest goes on.
        await CancelAsync(gateway, account, taken);
        await gateway.ConnectAsync(1_001);
        await gateway.OperationIsAsync(account, behind, "sent");
    }

    [Fact]
    public async Task What_waits_can_be_taken_back_and_what_was_taken_back_is_not_sent()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await PausedAsync(gateway);
        var (first, second) = (await IdOfAsync(
            gateway, account, "person-1"), await IdOfAsync(gateway, account, "person-2"));

        var cancelled = await CancelAsync(gateway, account, first);
        var again = await CancelAsync(gateway, account, first);

        Assert.Equal(("cancelled", "cancelled"), (
            cancelled.Data["status"]!.GetValue<string>(), again.Data["status"]!.GetValue<string>()));
        await gateway.LimitAsync(account);
        await gateway.OperationIsAsync(account, second, "sent");
        Assert.Equal("person-2", Assert.Single(await gateway.Sandbox.InvitationsAsync())["person"]!.GetValue<string>());
        // And the person may be asked for anew.
        Assert.NotEqual(first, await IdOfAsync(gateway, account, "person-1"));
    }

    [Fact]
    public async Task Every_row_has_an_answer_and_only_good_ones_wait()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await PausedAsync(gateway);
        await gateway.ActAsync("acc_sandbox", "do_not_contact_add", new JsonObject { ["identifier"] = "person-6" });
        var first = await IdOfAsync(gateway, account, "person-1");
        var rows = new JsonArray(
            new JsonObject { ["identifier"] = "person-1" },
            new JsonObject { ["profile_url"] = "https://www.linkedin.com/in/person-2", ["message"] = "Hello" },
            new JsonObject { ["linkedin_url"] = "https://www.linkedin.com/in/person-2/" },
            new JsonObject { ["profile_url"] = "https://www.linkedin.com/company/acme" },
            new JsonObject { ["identifier"] = "person-3", ["message"] = new string('x', 201) },
            new JsonObject { ["identifier"] = "person-6" },
            new JsonObject { ["identifer"] = "person-7" },
            "person-8");

        var answer = await gateway.ActAsync(account, "invite_many", new JsonObject { ["rows"] = rows });

        Assert.True(answer.Status == 202, answer.Text);
        var answered = answer.Data["rows"]!.AsArray().Select(row => $"{row!["status"]} {row["reason"]}".TrimEnd());
        Assert.Equal(
            [
                "duplicate", "queued", "duplicate", "refused not_a_person_url", "refused note_too_long",
                "refused do_not_contact", "refused unknown_parameter", "refused invalid_parameter",
            ],
            answered);
        Assert.Equal(first, answer.Data["rows"]![0]!["operation_id"]!.GetValue<string>());
        Assert.Equal(
            answer.Data["rows"]![1]!["operation_id"]!.GetValue<string>(),
            answer.Data["rows"]![2]!["operation_id"]!.GetValue<string>());
        Assert.Equal((1, 2, 5), (
            answer.Data["queued"]!.GetValue<int>(), answer.Data["duplicates"]!.GetValue<int>(),
            answer.Data["refused"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_thousand_rows_are_taken_at_once_and_one_more_is_refused_as_a_whole()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await PausedAsync(gateway);
        JsonObject Many(int count) => new()
        {
            ["rows"] = new JsonArray([.. Enumerable.Range(1, count)
                .Select(n => (JsonNode)new JsonObject { ["identifier"] = $"person-{n}" })]),
        };

        var tooMany = await gateway.ActAsync(account, "invite_many", Many(1_001));
        Assert.Equal((400, "invalid_parameter"), (tooMany.Status, tooMany.Reason));
        var answer = await gateway.ActAsync(account, "invite_many", Many(1_000), "thousand");
        var replayed = await gateway.ActAsync(account, "invite_many", Many(1_000), "thousand");

        Assert.Equal(1_000, answer.Data["queued"]!.GetValue<int>());
        Assert.Equal(answer.Body, replayed.Body);
        Assert.Equal("true", replayed.Headers["Idempotency-Replayed"]);
        var listed = await ItemsAsync(gateway, account);
        Assert.Equal(
            Enumerable.Range(1, 1_000).Select(n => $"person-{n}"),
            listed.Select(item => item["person"]!.GetValue<string>()));
        var times = listed.Select(item => item["scheduled_for"]!.GetValue<DateTimeOffset>()).ToList();
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task A_list_can_be_filtered_and_its_pages_follow_each_other()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await PausedAsync(gateway);
        for (var person = 1; person <= 5; person++) await IdOfAsync(gateway, account, $"person-{person}");
        await CancelAsync(
            gateway, account, (await ItemsAsync(gateway, account))[2]["operation_id"]!.GetValue<string>());

        var queued = await ItemsAsync(gateway, account, ("status", "queued"), ("count", 2));
        var cancelled = await ItemsAsync(gateway, account, ("status", "cancelled"));

        Assert.Equal(
            ["person-1", "person-2", "person-4", "person-5"],
            queued.Select(item => item["person"]!.GetValue<string>()));
        Assert.Equal(["person-3"], cancelled.Select(item => item["person"]!.GetValue<string>()));
        Assert.Equal(
            "invalid_parameter",
            (await gateway.ActAsync(account, "list_operations", new JsonObject { ["status"] = "lost" })).Reason);
        Assert.Equal(
            "invalid_parameter",
            (await gateway.ActAsync(account, "list_operations", new JsonObject { ["cursor"] = "x" })).Reason);
    }

    [Fact]
    public async Task A_queue_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("overture-queue-");
        try
        {
            string account, id;
            await using (var first = await Gateway.StartAsync(folder.FullName))
            {
                account = await PausedAsync(first);
                id = await IdOfAsync(first, account, "person-1");
                await first.StopAsync();
            }

            await using var gateway = await Gateway.StartAsync(folder.FullName);
            Assert.Equal("queued", (await gateway.OperationAsync(account, id))["status"]!.GetValue<string>());
            await gateway.LimitAsync(account);
            await gateway.OperationIsAsync(account, id, "sent");
            Assert.Single(await gateway.Sandbox.InvitationsAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_queued_request_whose_outcome_is_unknown_ends_with_what_it_came_to()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        var id = await IdOfAsync(gateway, account, "lost-answer-blind");
        await gateway.OperationIsAsync(account, id, "running");

        await gateway.Sandbox.AdvanceClockAsync("PT2M");
        gateway.Time.Advance(TimeSpan.FromMinutes(2));
        await gateway.OperationIsAsync(account, id, "sent");

        Assert.Single(await gateway.Sandbox.InvitationsAsync());
    }

    [Fact]
    public async Task A_queued_request_that_never_arrived_is_tried_again()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        await gateway.Sandbox.AddFaultAsync(
            new JsonObject { ["kind"] = "cut-before", ["path"] = "send", ["count"] = 1 });
        var id = await IdOfAsync(gateway, account, "person-1");
        await gateway.OperationIsAsync(account, id, "running");

        gateway.Time.Advance(TimeSpan.FromMinutes(3));
        await Eventually.HoldsAsync(
            async () => (await gateway.OperationAsync(account, id))["status"]!.GetValue<string>() != "running",
            "its absence is settled");
        await Eventually.HoldsAsync(async () => !await IsDueAsync(gateway, account), "the queue moves on");
        gateway.Time.Advance(TimeSpan.FromHours(2));
        var sent = await gateway.OperationIsAsync(account, id, "sent");

        Assert.Equal(2, sent["attempts"]!.GetValue<int>());
        Assert.Single(await gateway.Sandbox.InvitationsAsync());
    }

    private static async Task<string> PausedAsync(Gateway gateway)
    {
        var account = await gateway.ConnectAsync(1_001);
        await gateway.LimitAsync(account, ("paused", true));
        return account;
    }

    private static async Task<string> IdOfAsync(Gateway gateway, string account, string slug)
    {
        var answer = await gateway.QueueAsync(account, slug);
        Assert.True(answer.Status == 202, answer.Text);
        return answer.Data["operation_id"]!.GetValue<string>();
    }

    private static async Task<Answered> CancelAsync(Gateway gateway, string account, string id)
    {
        var answer = await gateway.ActAsync(account, "cancel_operation", new JsonObject { ["operation_id"] = id });
        Assert.True(answer.Status == 200, answer.Text);
        return answer;
    }

    /// <summary>
    /// Whether the gateway has yet to look at the queue; what it says of its plan is always said as of now.
    /// </summary>
    private static async Task<bool> IsDueAsync(Gateway gateway, string account)
    {
        await using var db = gateway.Services.GetRequiredService<Database>().Open();
        var now = gateway.Time.GetUtcNow();
        var id = RowKey.Parse(RowKind.Account, account);
        return await db.Set<QueueRow>()
            .AnyAsync(row => row.AccountId == id && row.NextAt <= now, TestContext.Current.CancellationToken)
            || await db.Set<UnresolvedRow>()
                .AnyAsync(row => row.AccountId == id, TestContext.Current.CancellationToken);
    }

    private static async Task<List<JsonNode>> ItemsAsync(
        Gateway gateway, string account, params (string Name, JsonNode Value)[] filter)
    {
        var items = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var parameters = new JsonObject(
                filter.Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)entry.Value.DeepClone())));
            if (cursor is not null) parameters["cursor"] = cursor;
            var page = await gateway.ActAsync(account, "list_operations", parameters);
            Assert.True(page.Status == 200, page.Text);
            items.AddRange(page.Data["items"]!.AsArray().OfType<JsonNode>());
            cursor = page.Data["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);
        return items;
    }
}
