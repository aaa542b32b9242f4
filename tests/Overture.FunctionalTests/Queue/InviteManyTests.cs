using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Queue;

/// <summary>Lists of requests, as people send them.</summary>
public sealed class InviteManyTests(InviteManyTests.Unlimited fixture) : IClassFixture<InviteManyTests.Unlimited>
{
    [Fact]
    public async Task A_thousand_rows_with_long_links_and_notes_fit_however_they_are_escaped()
    {
        var account = await PausedAsync(isPremium: true);
        var rows = new StringBuilder();
        for (var n = 1; n <= 1_000; n++)
        {
            var link = string.Create(CultureInfo.InvariantCulture, $"https://www.linkedin.com/in/person-{n}?trk=");
            rows.Append(n == 1 ? "" : ",").Append("{\"profile_url\":\"").Append(Escaped(link.PadRight(1_000, 'x')))
                .Append("\",\"message\":\"").Append(Escaped(new string('Ж', 300))).Append("\"}");
        }

        var body = $$$"""
            {"account_id":"{{{account.Id}}}","action":"invite_many","params":{"rows":[{{{rows}}}]}}
            """;
        Assert.InRange(body.Length, 7_500_000, 8_388_608);
        var answer = await fixture.Gateway.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v2/network")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        });

        Assert.True(answer.Status == 202, answer.Text);
        Assert.Equal(1_000, answer.Data["queued"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_text_as_long_as_an_import_may_be_fits_when_it_is_escaped()
    {
        var account = await PausedAsync();
        var text = "profile_url,other\nhttps://www.linkedin.com/in/person-1,".PadRight(1_000_000, 'Ж');

        var body = $$$"""
            {"account_id":"{{{account.Id}}}","action":"do_not_contact_import","params":{"csv":"{{{Escaped(text)}}}"}}
            """;
        var answer = await fixture.Gateway.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v2/network")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        });

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal("account_paused", answer.Data["rows"]![0]!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_person_with_a_pending_invitation_is_refused_without_asking_the_platform()
    {
        var account = await fixture.ConnectAsync();
        Assert.Equal(200, (await fixture.Gateway.InviteAsync(account.Id, "person-61")).Status);
        await SendFromQueueAsync(account, "person-62");
        await fixture.Gateway.LimitAsync(account.Id, ("paused", true));
        var reads = await fixture.Gateway.Sandbox.ReadsReceivedAsync();

        var answer = await ManyAsync(
            account, "PERSON-61", fixture.MemberIdOf("person-61"), "https://www.linkedin.com/in/person-62/",
            "already-connected", "person-63");

        Assert.Equal(
            ["refused already_invited", "refused already_invited", "refused already_invited", "queued", "queued"],
            RowsOf(answer));
        Assert.Equal((2, 3), (answer.Data["queued"]!.GetValue<int>(), answer.Data["refused"]!.GetValue<int>()));
        Assert.Equal(reads, await fixture.Gateway.Sandbox.ReadsReceivedAsync());
        var one = await fixture.Gateway.QueueAsync(account.Id, "person-61");
        Assert.Equal((409, "already_invited"), (one.Status, one.Reason));
        // Another account's invitation is a claim, and here claims do not hold.
        Assert.Equal(202, (await fixture.Gateway.QueueAsync((await PausedAsync()).Id, "person-61")).Status);
    }

    [Fact]
    public async Task A_row_with_a_placeholder_in_its_note_is_refused_unless_placeholders_are_allowed()
    {
        var account = await PausedAsync();
        var rows = () => new JsonArray(
            new JsonObject { ["identifier"] = "person-71", ["message"] = "Hi {{first_name}}" },
            new JsonObject { ["identifier"] = "person-72", ["message"] = "Hi %FIRSTNAME%" },
            new JsonObject { ["identifier"] = "person-73", ["message"] = "Hi Ada" });

        var refused = await fixture.Gateway.ActAsync(account.Id, "invite_many", new JsonObject { ["rows"] = rows() });
        var allowed = await fixture.Gateway.ActAsync(
            account.Id, "invite_many", new JsonObject { ["rows"] = rows(), ["allow_placeholders"] = true });

        Assert.Equal(
            ["refused note_has_placeholder", "refused note_has_placeholder", "queued"], RowsOf(refused));
        Assert.Equal(["queued", "queued", "duplicate"], RowsOf(allowed));
        // What was allowed when it was queued is sent as it is.
        await fixture.Gateway.LimitAsync(account.Id);
        await fixture.Gateway.OperationIsAsync(
            account.Id, allowed.Data["rows"]![0]!["operation_id"]!.GetValue<string>(), "sent");
        Assert.Contains(
            await fixture.ArrivedFromAsync(account), row => row["note"]!.GetValue<string>() == "Hi {{first_name}}");
    }

    [Fact]
    public async Task Rows_that_found_the_queue_full_enter_it_when_the_same_call_comes_again()
    {
        await using var gateway = await Gateway.StartAsync(settings: "Overture:Queue:MaxQueued=2");
        var account = await gateway.ConnectAsync(1_001);
        await gateway.LimitAsync(account, ("paused", true));
        Task<Answered> ManyAsync() => gateway.ActAsync(
            account, "invite_many", Rows("person-1", "person-2", "person-3", "person-4"), "many");

        var first = await ManyAsync();
        Assert.Equal(["queued", "queued", "refused queue_full", "refused queue_full"], RowsOf(first));
        Assert.Equal(
            [false, false, true, true], first.Data["rows"]!.AsArray().Select(row => row!["retry_at"] is not null));
        await gateway.ActAsync(account, "cancel_operations", new JsonObject { ["all"] = true });
        var second = await ManyAsync();
        var third = await ManyAsync();

        Assert.Equal(["queued", "queued", "queued", "queued"], RowsOf(second));
        Assert.Equal("true", third.Headers["Idempotency-Replayed"]);
        Assert.Equal(second.Body, third.Body);
        // What was queued once and cancelled since is not queued again.
        var waiting = await gateway.ActAsync(account, "list_operations", new JsonObject { ["status"] = "queued" });
        Assert.Equal(
            ["person-3", "person-4"],
            waiting.Data["items"]!.AsArray().Select(item => item!["person"]!.GetValue<string>()));
    }

    private async Task<TestAccount> PausedAsync(bool isPremium = false)
    {
        var account = isPremium ? await fixture.ConnectPremiumAsync() : await fixture.ConnectAsync();
        await fixture.Gateway.LimitAsync(account.Id, ("paused", true));
        return account;
    }

    private async Task SendFromQueueAsync(TestAccount account, string slug)
    {
        var queued = await fixture.Gateway.QueueAsync(account.Id, slug);
        await fixture.Gateway.OperationIsAsync(account.Id, queued.Data["operation_id"]!.GetValue<string>(), "sent");
    }

    private Task<Answered> ManyAsync(TestAccount account, params string[] people) => fixture.Gateway.ActAsync(
        account.Id, "invite_many", Rows(people));

    private static JsonObject Rows(params string[] people) => new()
    {
        ["rows"] = new JsonArray([.. people.Select(person => (JsonNode)new JsonObject { ["identifier"] = person })]),
    };

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(6 * text.Length);
        foreach (var character in text) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        return escaped.ToString();
    }

    private static IEnumerable<string> RowsOf(Answered answer)
    {
        Assert.True(answer.Status == 202, answer.Text);
        return answer.Data["rows"]!.AsArray().Select(row => $"{row!["status"]} {row["reason"]}".TrimEnd());
    }

    /// <summary>A queue that does not spread its sends over the day.</summary>
    public sealed class Unlimited : GatewayFixture
    {
        protected override string[] Settings => ["Overture:Limits:Enabled=false"];
    }
}
