using System.Text.Json.Nodes;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Growth;

/// <summary>What a workspace may keep, and how fast a key may send rows.</summary>
public sealed class CapTests
{
    [Fact]
    public async Task One_account_too_many_is_refused_and_a_reconnect_is_not()
    {
        await using var gateway = await Gateway.StartAsync(settings: ["Overture:Caps:Accounts=2"]);
        await gateway.ConnectAsync(2);
        var refused = await gateway.PostAsync(
            "/v2/login", new JsonObject { ["platform"] = "linkedin", ["login_token"] = "sandbox-3" });
        IsFull(refused, "Overture:Caps:Accounts", 2);
        await gateway.ConnectAsync(2);
    }

    [Fact]
    public async Task Rows_of_an_import_beyond_the_cap_are_refused_each()
    {
        await using var gateway = await Gateway.StartAsync(settings: ["Overture:Caps:DoNotContact=3"]);
        var csv = "identifier\n" + string.Join('\n', Enumerable.Range(1, 5).Select(row => $"person-{row}"));
        var answer = await gateway.ActAsync(
            "acc_sandbox", "do_not_contact_import", new JsonObject { ["csv"] = csv });
        Assert.Equal((3, 2), (answer.Data["added"]!.GetValue<int>(), answer.Data["refused"]!.GetValue<int>()));
        Assert.All(
            answer.Data["rows"]!.AsArray().Skip(3),
            row => Assert.Equal("workspace_limit", row!["reason"]!.GetValue<string>()));
        IsFull(
            await gateway.ActAsync(
                "acc_sandbox", "do_not_contact_add", new JsonObject { ["identifier"] = "person-9" }),
            "Overture:Caps:DoNotContact", 3);
    }

    [Fact]
    public async Task Operations_beyond_the_cap_of_the_workspace_are_refused()
    {
        await using var gateway = await Gateway.StartAsync(settings: ["Overture:Caps:Operations=2"]);
        await gateway.LimitAsync("acc_sandbox", ("paused", true));
        var answer = await gateway.ActAsync("acc_sandbox", "invite_many", RowsOf(3));
        Assert.Equal((2, 1), (answer.Data["queued"]!.GetValue<int>(), answer.Data["refused"]!.GetValue<int>()));
        IsFull(await gateway.QueueAsync("acc_sandbox", "person-9"), "Overture:Caps:Operations", 2);
    }

    [Fact]
    public async Task Stored_answers_beyond_the_cap_are_refused_and_a_stored_one_is_still_replayed()
    {
        await using var gateway = await Gateway.StartAsync(settings: ["Overture:Caps:StoredAnswers=1"]);
        var first = await gateway.InviteAsync("acc_sandbox", "person-1", idempotencyKey: "one");
        Assert.Equal(200, first.Status);
        IsFull(
            await gateway.InviteAsync("acc_sandbox", "person-2", idempotencyKey: "two"),
            "Overture:Caps:StoredAnswers", 1);
        Assert.Equal(
            first.Body, (await gateway.InviteAsync("acc_sandbox", "person-1", idempotencyKey: "one")).Body);
        Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", "person-3")).Status);
    }

    [Fact]
    public async Task Rows_have_a_rate_of_their_own_and_a_refused_call_uses_none_of_it()
    {
        await using var gateway = await Gateway.StartAsync(settings: ["Overture:Http:RowsPerMinute=1000"]);
        await gateway.LimitAsync("acc_sandbox", ("paused", true));
        Assert.Equal(202, (await gateway.ActAsync("acc_sandbox", "invite_many", RowsOf(600))).Status);
        var refused = await gateway.ActAsync("acc_sandbox", "invite_many", RowsOf(600));
        Assert.Equal((429, "key_rate_limit"), (refused.Status, refused.Reason));
        Assert.Contains("400 are left and the call has 600", refused.Text, StringComparison.Ordinal);
        Assert.Equal(202, (await gateway.ActAsync("acc_sandbox", "invite_many", RowsOf(400))).Status);
        Assert.Equal(200, (await gateway.ActAsync("acc_sandbox", "limits")).Status);

        gateway.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(202, (await gateway.ActAsync("acc_sandbox", "invite_many", RowsOf(600))).Status);
    }

    [Fact]
    public async Task A_thousand_malformed_rows_are_one_row_of_the_audit()
    {
        await using var gateway = await Gateway.StartAsync();
        var rows = new JsonArray([.. Enumerable.Range(0, 1_000).Select(_ => new JsonObject())]);
        var answer = await gateway.ActAsync("acc_sandbox", "invite_many", new JsonObject { ["rows"] = rows });
        Assert.Equal(1_000, answer.Data["refused"]!.GetValue<int>());
        var (queued, details) = await AuditOfAsync(gateway);
        Assert.Equal(1, queued);
        Assert.Equal(["1000 rows"], details);
    }

    private static async Task<(int Rows, List<string?> Details)> AuditOfAsync(Gateway gateway)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(gateway.DataDirectory, "overture.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT detail FROM audit WHERE act = 'invite_many'";
        var details = new List<string?>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            details.Add(await reader.IsDBNullAsync(0, TestContext.Current.CancellationToken)
                ? null
                : reader.GetString(0));
        }

        return (details.Count, details);
    }

    private static JsonObject RowsOf(int count) => new()
    {
        ["rows"] = new JsonArray(
            [.. Enumerable.Range(1, count).Select(row => new JsonObject { ["identifier"] = $"person-{row}" })]),
    };

    private static void IsFull(Answered answer, string setting, int limit)
    {
        Assert.Equal((409, "workspace_limit"), (answer.Status, answer.Reason));
        Assert.Equal(setting, answer.Error["details"]!["setting"]!.GetValue<string>());
        Assert.Equal($"{limit}", answer.Error["details"]!["limit"]!.GetValue<string>());
    }
}
