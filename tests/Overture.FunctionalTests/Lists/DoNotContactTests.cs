using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Lists;

/// <summary>People whom a workspace must not contact, whatever they are called.</summary>
public sealed class DoNotContactTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Who_is_on_the_list_is_invited_by_no_account_and_under_no_name()
    {
        var (one, other) = (await fixture.ConnectAsync(), await fixture.ConnectAsync());
        var added = await AddAsync(one.Id, "person-101", "Asked us to stop");
        Assert.Equal("added", added.Data["status"]!.GetValue<string>());

        foreach (var name in
            (string[])["person-101", "PERSON-101", MemberOf(added), added.Data["profile_urn"]!.GetValue<string>()])
        {
            var answer = await fixture.Gateway.InviteAsync(other.Id, name, []);
            Assert.Equal((409, "do_not_contact"), (answer.Status, answer.Reason));
            Assert.Equal("workspace", answer.Error["details"]!["list"]!.GetValue<string>());
        }

        Assert.Empty(await fixture.ArrivedFromAsync(other));
        Assert.Equal("already_listed", (await AddAsync(other.Id, "person-101")).Data["status"]!.GetValue<string>());
        Assert.Equal("removed", (await RemoveAsync(one.Id, MemberOf(added))).Data["status"]!.GetValue<string>());
        Assert.Equal("not_listed", (await RemoveAsync(one.Id, "person-101")).Data["status"]!.GetValue<string>());
        Assert.Equal(200, (await fixture.Gateway.InviteAsync(other.Id, "person-101")).Status);
    }

    [Fact]
    public async Task Who_comes_onto_the_list_while_waiting_is_not_sent_to()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.LimitAsync(account.Id, ("paused", true));
        var queued = await fixture.Gateway.QueueAsync(account.Id, "person-102");
        await AddAsync((await fixture.ConnectAsync()).Id, "person-102");

        await fixture.Gateway.LimitAsync(account.Id);
        var ended = await fixture.Gateway.OperationIsAsync(
            account.Id, queued.Data["operation_id"]!.GetValue<string>(), "refused");

        Assert.Equal("do_not_contact", ended["reason"]!.GetValue<string>());
        Assert.Empty(await fixture.ArrivedFromAsync(account));
        // Known by this slug, so not even queued any more.
        Assert.Equal("do_not_contact", (await fixture.Gateway.QueueAsync(account.Id, "person-102")).Reason);
    }

    [Fact]
    public async Task A_person_can_be_put_on_it_by_an_account_that_cannot_act()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.InviteAsync(account.Id, "session-expired");

        Assert.Equal(
            "added", (await AddAsync(account.Id, fixture.MemberIdOf("person-31"))).Data["status"]!.GetValue<string>());
        // Who a slug means, only a session can find out.
        Assert.Equal("session_expired", (await AddAsync(account.Id, "person-32")).Reason);
    }

    [Fact]
    public async Task While_the_platform_wants_quiet_it_is_not_asked_who_a_slug_means()
    {
        var account = await fixture.ConnectAsync();
        await fixture.Gateway.InviteAsync(account.Id, "throttled");
        var reads = await fixture.Gateway.Sandbox.ReadsReceivedAsync();

        var refused = await AddAsync(account.Id, "person-140");

        Assert.Equal("platform_throttled", refused.Reason);
        Assert.True(refused.Headers.ContainsKey("Retry-After"));
        Assert.Equal(
            "added", (await AddAsync(account.Id, fixture.MemberIdOf("person-41"))).Data["status"]!.GetValue<string>());
        Assert.Equal(reads, await fixture.Gateway.Sandbox.ReadsReceivedAsync());
    }

    [Fact]
    public async Task A_spreadsheets_text_is_read_and_its_lines_are_named()
    {
        var account = await fixture.ConnectAsync();
        const string Csv = "\uFEFFprofile_url;comment\n"
            + "https://www.linkedin.com/in/person-150;\"one\ntwo\nthree\"\nfoo\n"
            + "https://www.linkedin.com/in/person-151;x\n";

        var answer = await fixture.Gateway.ActAsync(
            account.Id, "do_not_contact_import", new JsonObject { ["csv"] = Csv });

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(
            ["2 added", "5 refused person_not_found", "6 added"],
            answer.Data["rows"]!.AsArray().Select(row => $"{row!["line"]} {row["status"]} {row["reason"]}".TrimEnd()));
    }

    [Fact]
    public async Task A_quote_that_does_not_end_takes_nobody_with_it()
    {
        var account = await fixture.ConnectAsync();

        var answer = await fixture.Gateway.ActAsync(
            account.Id, "do_not_contact_import",
            new JsonObject { ["csv"] = "identifier,comment\nperson-160,\"open\nperson-161,x\n" });

        Assert.Equal((400, "invalid_parameter"), (answer.Status, answer.Reason));
    }

    [Fact]
    public async Task An_import_answers_each_row()
    {
        var account = await fixture.ConnectAsync();
        await AddAsync(account.Id, "person-111");
        var csv = string.Join("\r\n",
            "Name;Profile_URL;Comment",
            "One;https://www.linkedin.com/in/person-110;\"Said \"\"no\"\"; twice\"",
            "Two;https://www.linkedin.com/in/person-111;",
            "Three;https://www.linkedin.com/company/acme;",
            "Four;https://www.linkedin.com/in/nobody-of-this-name;",
            "Five;https://www.linkedin.com/in/person-110/;again",
            "Six;;");

        var answer = await fixture.Gateway.ActAsync(
            account.Id, "do_not_contact_import", new JsonObject { ["csv"] = csv });

        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(
            [
                "2 added", "3 already_listed", "4 refused not_a_person_url", "5 refused person_not_found",
                "6 already_listed", "7 refused missing_parameter",
            ],
            answer.Data["rows"]!.AsArray().Select(row => $"{row!["line"]} {row["status"]} {row["reason"]}".TrimEnd()));
        var listed = (await fixture.Gateway.ActAsync(
            account.Id, "do_not_contact_list", new JsonObject { ["count"] = 500 })).Data["items"]!.AsArray();
        var one = listed.Single(item => item!["public_identifier"]!.GetValue<string>() == "person-110")!;
        Assert.Equal("Said \"no\"; twice", one["comment"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("name,company\nAda,Acme")]
    [InlineData("profile_url")]
    public async Task A_text_that_names_nobody_is_refused_as_a_whole(string csv)
    {
        var account = await fixture.ConnectAsync();

        var answer = await fixture.Gateway.ActAsync(
            account.Id, "do_not_contact_import", new JsonObject { ["csv"] = csv });

        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task Pages_of_the_list_follow_each_other()
    {
        await using var gateway = await Gateway.StartAsync();
        var csv = "identifier\n" + string.Join('\n', Enumerable.Range(1, 7).Select(n => $"person-{n}"));
        await gateway.ActAsync("acc_sandbox", "do_not_contact_import", new JsonObject { ["csv"] = csv });

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await gateway.ActAsync(
                "acc_sandbox", "do_not_contact_list", new JsonObject { ["count"] = 3, ["cursor"] = cursor })).Data;
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["public_identifier"]!.GetValue<string>()));
            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, 7).Select(n => $"person-{n}"), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_workspace_has_a_list_of_its_own()
    {
        await SecondWorkspace.AddAsync(fixture.Gateway);
        await AddAsync((await fixture.ConnectAsync()).Id, "person-120");
        async Task<Answered> AskAsync(string path, JsonObject body) => await fixture.Gateway.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
            },
            SecondWorkspace.Key);
        var login = await AskAsync(
            "/v2/login", new JsonObject { ["platform"] = "linkedin", ["login_token"] = "sandbox-3001" });

        var answer = await AskAsync("/v2/network", new JsonObject
        {
            ["account_id"] = login.Data["account_id"]!.GetValue<string>(),
            ["action"] = "invite",
            ["params"] = new JsonObject { ["identifier"] = "person-120" },
        });

        Assert.True(answer.Status == 200, answer.Text);
    }

    private Task<Answered> AddAsync(string account, string identifier, string? comment = null) =>
        fixture.Gateway.ActAsync(
            account, "do_not_contact_add", new JsonObject { ["identifier"] = identifier, ["comment"] = comment });

    private Task<Answered> RemoveAsync(string account, string identifier) => fixture.Gateway.ActAsync(
        account, "do_not_contact_remove", new JsonObject { ["identifier"] = identifier });

    private static string MemberOf(Answered answer) => answer.Data["profile_urn"]!.GetValue<string>().Split(':')[^1];
}
