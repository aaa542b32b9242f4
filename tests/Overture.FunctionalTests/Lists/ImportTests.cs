using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Lists;

/// <summary>
/// Imports of files that people have: what is read, what is looked up, and what a second call finishes.
/// </summary>
public sealed class ImportTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const int MaxLookups = 50;

    [Fact]
    public async Task An_open_quote_names_its_line_and_adds_nobody()
    {
        var account = await fixture.ConnectAsync();

        var answer = await ImportAsync(account, "a,identifier\n\"x,person-2001\n\"y,person-2002\n");

        Assert.Equal((400, "invalid_parameter"), (answer.Status, answer.Reason));
        Assert.Contains("in line 2 ", answer.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        // Nobody in the text was added, so the caller who corrects it loses no row.
        var corrected = await ImportAsync(account, "a,identifier\nx,person-2001\ny,person-2002");
        Assert.Equal(["2 added", "3 added"], RowsOf(corrected));
    }

    [Theory]
    [InlineData("\"a;b\",identifier\nx,person-9571\n", "2 added")]
    [InlineData(
        "Notes:\n\"When exporting, you may notice\nthat some are missing\"\n\nFirst Name,Last Name,URL,Email Address\n"
        + "Ada,Borg,https://www.linkedin.com/in/person-9572,\n", "6 added")]
    [InlineData("Name,Person Linkedin Url\nAda,http://www.linkedin.com/in/person-9573\n", "2 added")]
    [InlineData("Name,LinkedIn URL\nAda,linkedin.com/in/person-9574\n", "2 added")]
    [InlineData("profileUrl,Name\r\nhttps://www.linkedin.com/in/person-9575/,Ada\r\n", "2 added")]
    [InlineData("linkedinUrl\rhttps://www.linkedin.com/in/person-9576\r", "2 added")]
    [InlineData("Name\tlinkedin_profile_url\nAda\thttps://www.linkedin.com/in/person-9577\n", "2 added")]
    [InlineData("sep=;\nName;identifier\nAda, B;person-9578\n", "3 added")]
    [InlineData("\uFEFFsep=;\r\nidentifier;Name\r\nperson-9579;\"Ada\r\nBorg\"\r\n", "3 added")]
    [InlineData("identifier,comment\nperson-9551,27\" screen\nperson-9552,ok\n", "2 added", "3 added")]
    public async Task A_file_of_a_common_tool_is_read(string csv, params string[] rows)
    {
        var account = await fixture.ConnectAsync();

        Assert.Equal(rows, RowsOf(await ImportAsync(account, csv)));
    }

    [Fact]
    public async Task The_caller_names_a_column_that_is_not_clear()
    {
        var account = await fixture.ConnectAsync();
        const string Csv = "Wer,Firma\nperson-9580,Acme\n";

        var unclear = await ImportAsync(account, Csv);
        var named = await ImportAsync(account, Csv, column: "wer");

        Assert.Equal((400, "invalid_parameter"), (unclear.Status, unclear.Reason));
        Assert.Contains("Wer, Firma", unclear.Error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Wer, Firma", unclear.Error["details"]!["headings"]!.GetValue<string>());
        Assert.Equal(["2 added"], RowsOf(named));
    }

    [Fact]
    public async Task People_who_do_not_exist_count_as_looked_up_too()
    {
        var account = await fixture.ConnectAsync();
        var csv = "identifier\n" + string.Join('\n', Enumerable.Range(1, 300).Select(n => $"nobody-{n}"));
        var before = await fixture.Gateway.Sandbox.ReadsReceivedAsync();

        var answer = await ImportAsync(account, csv);

        // Whether a slug is unknown or the session is lost, a second read tells.
        Assert.InRange(await fixture.Gateway.Sandbox.ReadsReceivedAsync() - before, MaxLookups, 2 * MaxLookups);
        var reasons = answer.Data["rows"]!.AsArray().Select(row => row!["reason"]!.GetValue<string>()).ToList();
        Assert.Equal(
            (MaxLookups, 300 - MaxLookups),
            (reasons.Count(reason => reason == "person_not_found"), reasons.Count(reason => reason == "gateway_busy")));
        Assert.Equal(300, answer.Data["refused"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_repeated_slug_is_looked_up_once()
    {
        var account = await fixture.ConnectAsync();
        var before = await fixture.Gateway.Sandbox.ReadsReceivedAsync();
        var repeated = Enumerable.Range(0, 50).Select(n => n % 2 == 0 ? "person-2101" : "PERSON-2101");
        var csv = "identifier\n" + string.Join('\n', repeated) + "\nperson-2102\n";

        var answer = await ImportAsync(account, csv);

        Assert.Equal((2, 49, 0), (
            answer.Data["added"]!.GetValue<int>(), answer.Data["already_listed"]!.GetValue<int>(),
            answer.Data["refused"]!.GetValue<int>()));
        Assert.Equal(2, await fixture.Gateway.Sandbox.ReadsReceivedAsync() - before);
    }

    [Fact]
    public async Task The_same_call_under_its_key_goes_on_until_every_row_is_final()
    {
        var account = await fixture.ConnectAsync();
        var slugs = Enumerable.Range(2200, 110).Select(n => $"person-{n}").Append("nobody-of-this-name");
        var csv = "identifier\n" + string.Join('\n', slugs);

        var first = await ImportAsync(account, csv, key: "import-1");
        var second = await ImportAsync(account, csv, key: "import-1");
        var third = await ImportAsync(account, csv, key: "import-1");
        var fourth = await ImportAsync(account, csv, key: "import-1");

        Assert.Equal([50, 100, 110], new[] { first, second, third }.Select(one => one.Data["added"]!.GetValue<int>()));
        Assert.Equal([61, 11, 1], new[] { first, second, third }.Select(one => one.Data["refused"]!.GetValue<int>()));
        Assert.All(first.Data["rows"]!.AsArray().Skip(50), row => Assert.NotNull(row!["retry_at"]));
        Assert.Equal("person_not_found", third.Data["rows"]![110]!["reason"]!.GetValue<string>());
        Assert.False(third.Headers.ContainsKey("Idempotency-Replayed"));
        Assert.Equal("true", fourth.Headers["Idempotency-Replayed"]);
        Assert.Equal(third.Body, fourth.Body);
    }

    [Fact]
    public async Task Rows_that_an_outage_refused_pass_when_the_same_call_comes_again()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(1_001);
        Task<Answered> ImportAsync(string csv) => gateway.ActAsync(
            account, "do_not_contact_import", new JsonObject { ["csv"] = csv }, "outage");
        const string Csv = "identifier\nperson-1\nperson-2\nperson-3\nhttps://x.io/a\n";
        await gateway.Sandbox.AddFaultAsync(new JsonObject { ["kind"] = "status-503", ["path"] = "resolve" });

        var refused = await ImportAsync(Csv);
        await gateway.Sandbox.ClearFaultsAsync();
        var other = await ImportAsync("identifier\nperson-1\n");
        var passed = await ImportAsync(Csv);

        Assert.Equal((200, 4), (refused.Status, refused.Data["refused"]!.GetValue<int>()));
        Assert.Equal(
            [true, true, true, false], refused.Data["rows"]!.AsArray().Select(row => row!["retry_at"] is not null));
        Assert.Equal("upstream_unavailable", refused.Data["rows"]![2]!["reason"]!.GetValue<string>());
        Assert.Equal((422, "idempotency_mismatch"), (other.Status, other.Reason));
        Assert.Equal(["2 added", "3 added", "4 added", "5 refused not_a_person_url"], RowsOf(passed));
        Assert.Equal("true", (await ImportAsync(Csv)).Headers["Idempotency-Replayed"]);
    }

    [Fact]
    public async Task A_row_that_was_added_is_not_added_again_when_others_go_on()
    {
        var account = await fixture.ConnectAsync();
        var csv = "identifier\n" + string.Join('\n', Enumerable.Range(2400, 51).Select(n => $"person-{n}"));
        await ImportAsync(account, csv, key: "once");
        await fixture.Gateway.ActAsync(
            account.Id, "do_not_contact_remove", new JsonObject { ["identifier"] = "person-2400" });

        var again = await ImportAsync(account, csv, key: "once");

        Assert.Equal(51, again.Data["added"]!.GetValue<int>());
        Assert.Equal(200, (await fixture.Gateway.InviteAsync(account.Id, "person-2400")).Status);
        Assert.Equal("do_not_contact", (await fixture.Gateway.InviteAsync(account.Id, "person-2450")).Reason);
    }

    [Fact]
    public async Task Rows_that_a_lost_session_refused_pass_when_the_owner_is_back()
    {
        await using var gateway = await Gateway.StartAsync();
        var account = await gateway.ConnectAsync(7);
        Task<Answered> ImportAsync() => gateway.ActAsync(
            account, "do_not_contact_import", new JsonObject { ["csv"] = "identifier\nperson-1\nperson-2\n" }, "back");
        await gateway.Sandbox.EndSessionAsync(7);

        Assert.Equal(["2 refused session_expired", "3 refused session_expired"], RowsOf(await ImportAsync()));
        await gateway.Sandbox.RestoreSessionAsync(7);
        await gateway.ConnectAsync(7);

        Assert.Equal(["2 added", "3 added"], RowsOf(await ImportAsync()));
    }

    private Task<Answered> ImportAsync(TestAccount account, string csv, string? column = null, string? key = null) =>
        fixture.Gateway.ActAsync(
            account.Id, "do_not_contact_import", new JsonObject { ["csv"] = csv, ["column"] = column }, key);

    private static IEnumerable<string> RowsOf(Answered answer)
    {
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Data["rows"]!.AsArray()
            .Select(row => $"{row!["line"]} {row["status"]} {row["reason"]}".TrimEnd());
    }
}
