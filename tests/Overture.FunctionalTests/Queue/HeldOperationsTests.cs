using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Overture.FunctionalTests.Hosting;
using Overture.FunctionalTests.Support;
using Overture.Server.Storage;
using Overture.Server.Workspaces;

namespace Overture.FunctionalTests.Queue;

/// <summary>What a revoked key has queued waits until somebody releases or cancels it.</summary>
public sealed class HeldOperationsTests
{
    [Fact]
    public async Task Revoking_a_key_holds_what_it_has_queued_and_a_release_sends_it_under_another_key()
    {
        await using var gateway = await Gateway.StartAsync();
        var (keyId, key) = await AddKeyAsync(gateway);
        var account = await gateway.ConnectAsync(12);
        var mine = await QueueAsync(gateway, account, "person-1", key);
        var ours = await QueueAsync(gateway, account, "person-2", Gateway.Key);

        var (exitCode, output, _) = await RevokeAsync(gateway, keyId);

        Assert.Equal(0, exitCode);
        Assert.Contains("1 of its queued operations are held", output, StringComparison.Ordinal);
        gateway.Time.Advance(TimeSpan.FromMinutes(10));
        await gateway.OperationIsAsync(account, ours, "sent");
        Assert.Equal("held", (await gateway.OperationAsync(account, mine))["status"]!.GetValue<string>());
        Assert.Single(await gateway.Sandbox.InvitationsAsync());

        var released = await gateway.ActAsync(account, "release_operations", new JsonObject { ["all"] = true });
        Assert.Equal(1, released.Data["released"]!.GetValue<int>());
        // Sends are spread over the day.
        gateway.Time.Advance(TimeSpan.FromHours(3));
        await gateway.OperationIsAsync(account, mine, "sent");
        Assert.Equal(2, (await gateway.Sandbox.InvitationsAsync()).Count);
    }

    [Fact]
    public async Task What_the_verb_did_not_meet_is_held_when_its_time_comes()
    {
        await using var gateway = await Gateway.StartAsync();
        var (keyId, key) = await AddKeyAsync(gateway);
        var account = await gateway.ConnectAsync(12);
        var operation = await QueueAsync(gateway, account, "person-1", key);
        // Only the key, as if the process of the verb had died right behind it.
        await gateway.Services.GetRequiredService<IssuedKeys>().RevokeAsync(
            RowKey.Parse(RowKind.ApiKey, keyId)!.Value, TestContext.Current.CancellationToken);
        gateway.Time.Advance(TimeSpan.FromMinutes(10));
        await gateway.OperationIsAsync(account, operation, "held");
        Assert.Empty(await gateway.Sandbox.InvitationsAsync());
    }

    [Fact]
    public async Task Held_operations_can_be_cancelled_and_their_people_queued_anew()
    {
        await using var gateway = await Gateway.StartAsync();
        var (keyId, key) = await AddKeyAsync(gateway);
        var account = await gateway.ConnectAsync(12);
        var held = await QueueAsync(gateway, account, "person-1", key);
        await RevokeAsync(gateway, keyId);

        var anew = await QueueAsync(gateway, account, "person-1", Gateway.Key);
        Assert.NotEqual(held, anew);
        var released = await gateway.ActAsync(
            account, "release_operations", new JsonObject { ["operation_ids"] = new JsonArray(held, anew, "op_1") });
        Assert.Equal((0, 3), (
            released.Data["released"]!.GetValue<int>(), released.Data["refused"]!.GetValue<int>()));
        Assert.Equal(
            ["operation_not_queued", "operation_not_queued", "unknown_operation"],
            released.Data["rows"]!.AsArray().Select(row => row!["reason"]!.GetValue<string>()));

        var cancelled = await gateway.ActAsync(
            account, "cancel_operation", new JsonObject { ["operation_id"] = held });
        Assert.Equal("cancelled", cancelled.Data["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_verb_can_cancel_instead()
    {
        await using var gateway = await Gateway.StartAsync();
        var (keyId, key) = await AddKeyAsync(gateway);
        var account = await gateway.ConnectAsync(12);
        var operation = await QueueAsync(gateway, account, "person-1", key);
        var (_, output, _) = await RevokeAsync(gateway, keyId, "--cancel-queued");
        Assert.Contains("1 of its operations are cancelled", output, StringComparison.Ordinal);
        Assert.Equal(
            "cancelled", (await gateway.OperationAsync(account, operation))["status"]!.GetValue<string>());
    }

    private static async Task<(string Id, string Key)> AddKeyAsync(Gateway gateway)
    {
        var (id, key) = await gateway.Services.GetRequiredService<IssuedKeys>().AddAsync(
            RowKey.Sandbox, "leaver", TestContext.Current.CancellationToken);
        return (RowKey.Text(RowKind.ApiKey, id), key);
    }

    /// <summary>Queued five minutes ahead.</summary>
    private static async Task<string> QueueAsync(Gateway gateway, string account, string person, string key)
    {
        var body = new JsonObject
        {
            ["account_id"] = account,
            ["action"] = "invite",
            ["params"] = new JsonObject
            {
                ["identifier"] = person,
                ["when"] = gateway.Time.GetUtcNow().AddMinutes(5).ToString("O"),
            },
        };
        var answer = await gateway.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/v2/network") { Content = JsonContent.Create(body) }, key);
        Assert.True(answer.Status == 202, answer.Text);
        return answer.Data["operation_id"]!.GetValue<string>();
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RevokeAsync(
        Gateway gateway, string keyId, params string[] more)
    {
        using var process = ServerProcess.Start(
            ["revoke-key", keyId, .. more, "--data", gateway.DataDirectory]);
        return await process.EndAsync();
    }
}
