using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Overture.FunctionalTests.Support;

namespace Overture.FunctionalTests.Hosting;

/// <summary>State survives a stop and a start on the same data folder.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("overture-restart-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Accounts_balance_invitations_and_stored_answers_survive()
    {
        string account;
        Answered first;
        List<JsonNode> arrived;
        await using (var gateway = await Gateway.StartAsync(_directory))
        {
            account = await gateway.ConnectAsync(2);
            first = await gateway.InviteAsync(account, "johndoe", "Hello", idempotencyKey: "key-1");
            Assert.Equal(200, first.Status);
            arrived = await gateway.Sandbox.InvitationsAsync();
            await gateway.StopAsync();
        }

        await using var next = await Gateway.StartAsync(_directory);

        Assert.Equal(999_999, await next.CreditsAsync());
        Assert.Equal(
            ["acc_sandbox", account],
            (await next.GetAsync("/v2/accounts")).Data["items"]!.AsArray()
                .Select(item => item!["account_id"]!.GetValue<string>()));
        Assert.Equal(account, await next.ConnectAsync(2));
        var replayed = await next.InviteAsync(account, "johndoe", "Hello", idempotencyKey: "key-1");
        Assert.Equal(first.Body, replayed.Body);
        Assert.Equal("true", replayed.Headers["Idempotency-Replayed"]);
        Assert.Equal("already_invited", (await next.InviteAsync(account, "johndoe")).Reason);
        Assert.Equal(
            arrived.Select(row => row.ToJsonString()),
            (await next.Sandbox.InvitationsAsync()).Select(row => row.ToJsonString()));
        Assert.Equal(200, (await next.InviteAsync(account, "person-7")).Status);
    }

    [Fact]
    public async Task Restart_grants_no_credits_and_creates_no_account()
    {
        for (var start = 0; start < 3; start++)
        {
            await using var gateway = await Gateway.StartAsync(
                _directory, settings: $"Overture:Credits:SandboxGrant={10 + start}");
            Assert.Equal(200, (await gateway.InviteAsync("acc_sandbox", $"person-{start + 1}")).Status);
            Assert.Equal(9 - start, await gateway.CreditsAsync());
            Assert.Equal(1, (await gateway.GetAsync("/v2/accounts")).Data["total"]!.GetValue<int>());
            await gateway.StopAsync();
        }
    }

    [Fact]
    public async Task Process_killed_during_a_migration_does_not_block_the_next_start()
    {
        await using (var gateway = await Gateway.StartAsync(_directory)) await gateway.StopAsync();
        var source = $"Data Source={Path.Combine(_directory, "overture.db")};Pooling=False";
        await using (var connection = new SqliteConnection(source))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-05-02 09:00:00+00:00')
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var next = await Gateway.StartAsync(_directory).WaitAsync(
            TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(1_000_000, await next.CreditsAsync());
    }

    [Fact]
    public async Task Second_server_on_the_same_folder_fails_with_a_sentence()
    {
        await using var gateway = await Gateway.StartAsync(_directory);
        using var second = ServerProcess.Start(
            ["--urls", "http://127.0.0.1:0", "--data", _directory, "--Overture:Sandbox:Enabled=false"]);
        var (exitCode, _, errors) = await second.EndAsync();
        Assert.Equal(3, exitCode);
        Assert.Contains("is in use by another server", errors, StringComparison.Ordinal);
    }
}
